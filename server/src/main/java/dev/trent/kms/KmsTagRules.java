package dev.trent.kms;

import static dev.trent.aws.AwsError.TAG;
import static dev.trent.aws.AwsError.VALIDATION;

import dev.trent.aws.Cut;
import dev.trent.aws.Tag;
import dev.trent.keys.Tags;
import dev.trent.policy.RequestContext;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The rules for the tags of a request, beyond the lengths in the API model.
final class KmsTagRules {
    /// Letters, digits, white space and a few signs. Source: AWS KMS API Reference, Tag.
    private static final Pattern ALLOWED = Pattern.compile("[\\p{L}\\p{N}\\p{Z}\\s_.:/=+\\-@]*");

    /// Source: AWS KMS API Reference, Tag.
    static final int VALUE_CHARACTERS_MAX = 256;

    private static final int QUOTED_CHARACTERS_MAX = 1024;

    private KmsTagRules() {}

    /// Refuses values that are too long, and more tags than a key may have. Callers check this first, so that
    /// no policy is evaluated with more tags.
    ///
    /// Errors: ValidationException, TagException.
    static void refuseTooLarge(@Nullable List<KmsTag> entries) {
        if (entries == null) {
            return;
        }
        for (int i = 0; i < entries.size(); i++) {
            String value = entries.get(i).tagValue();
            if (value.codePointCount(0, value.length()) > VALUE_CHARACTERS_MAX) {
                throw VALIDATION.because("1 validation error detected: Value '" + Cut.to(value, QUOTED_CHARACTERS_MAX)
                        + "' at 'tags." + (i + 1) + ".member.tagValue' failed to satisfy constraint: Member must have"
                        + " length less than or equal to " + VALUE_CHARACTERS_MAX);
            }
        }
        if (entries.size() > Tags.TAGS_MAX) {
            throw TAG.because("Too many tags");
        }
    }

    /// Returns the tags of a request.
    ///
    /// Errors: TagException for a duplicate tag key, a reserved tag key, or a character that tags do not allow.
    static List<Tag> check(List<KmsTag> entries) {
        Set<String> seen = new HashSet<>();
        for (KmsTag entry : entries) {
            if (!ALLOWED.matcher(entry.tagKey()).matches()
                    || !ALLOWED.matcher(entry.tagValue()).matches()) {
                throw TAG.because("Invalid tag");
            }
            refuseReserved(entry.tagKey());
            if (!seen.add(entry.tagKey())) {
                throw TAG.because("Duplicate tag keys");
            }
        }
        return entries.stream()
                .map(entry -> new Tag(entry.tagKey(), entry.tagValue()))
                .toList();
    }

    /// Adds the condition keys for the tags in a request.
    static void addTo(RequestContext facts, List<KmsTag> entries) {
        entries.forEach(entry -> facts.add("aws:RequestTag/" + entry.tagKey(), entry.tagValue()));
        facts.add("aws:TagKeys", entries.stream().map(KmsTag::tagKey).toList());
    }

    static void refuseReserved(String tagKey) {
        if (Tag.isReserved(tagKey)) {
            throw TAG.because("Tags beginning with aws: are reserved");
        }
    }
}
