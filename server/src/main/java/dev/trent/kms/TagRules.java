package dev.trent.kms;

import static dev.trent.aws.AwsError.TAG;

import dev.trent.keys.Tag;
import dev.trent.keys.Tags;
import dev.trent.policy.RequestContext;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What tags a request may carry, beyond their lengths.
final class TagRules {
    private static final String RESERVED_PREFIX = "aws:";

    private TagRules() {}

    /// Refuses more tags than a key may have; asked first, so that no policy is held against more.
    ///
    /// Errors: TagException.
    static void refuseTooMany(@Nullable List<TagEntry> entries) {
        if (entries != null && entries.size() > Tags.TAGS_MAX) {
            throw TAG.because("Too many tags");
        }
    }

    /// Returns the tags of a request.
    ///
    /// Errors: TagException for a key twice or a reserved key.
    static List<Tag> check(List<TagEntry> entries) {
        Set<String> seen = new HashSet<>();
        for (TagEntry entry : entries) {
            refuseReserved(entry.tagKey());
            if (!seen.add(entry.tagKey())) {
                throw TAG.because("Duplicate tag keys");
            }
        }
        return entries.stream()
                .map(entry -> new Tag(entry.tagKey(), entry.tagValue()))
                .toList();
    }

    /// Adds the condition keys that tell of the tags in a request.
    static void addTo(RequestContext facts, List<TagEntry> entries) {
        entries.forEach(entry -> facts.add("aws:RequestTag/" + entry.tagKey(), entry.tagValue()));
        facts.add("aws:TagKeys", entries.stream().map(TagEntry::tagKey).toList());
    }

    static void refuseReserved(String tagKey) {
        if (tagKey.toLowerCase(Locale.ROOT).startsWith(RESERVED_PREFIX)) {
            throw TAG.because("Tags beginning with aws: are reserved");
        }
    }
}
