package dev.trent.iam;

import static dev.trent.aws.AwsError.INVALID_INPUT;

import dev.trent.aws.Fold;
import dev.trent.aws.Tag;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The rules for tags in a request, except their lengths.
final class IamTagRules {
    private IamTagRules() {}

    /// Returns the tags of a request; an empty list if the request has no such member.
    ///
    /// Errors: InvalidInput if a key appears twice, in any case, or if a key is reserved.
    static List<Tag> check(@Nullable List<IamTag> entries) {
        Set<String> seen = new HashSet<>();
        for (IamTag entry : entries == null ? List.<IamTag>of() : entries) {
            if (Tag.isReserved(entry.key())) {
                throw INVALID_INPUT.because("Tag keys beginning with aws: are reserved.");
            }
            if (!seen.add(Fold.fold(entry.key()))) {
                throw INVALID_INPUT.because(
                        "Duplicate tag keys found. Please note that Tag keys are case insensitive.");
            }
        }
        return entries == null
                ? List.of()
                : entries.stream()
                        .map(entry -> new Tag(entry.key(), entry.value()))
                        .toList();
    }
}
