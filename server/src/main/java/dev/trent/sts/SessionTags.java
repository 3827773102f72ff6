package dev.trent.sts;

import static dev.trent.aws.AwsError.INVALID_PARAMETER_VALUE;

import dev.trent.aws.Fold;
import dev.trent.aws.Session;
import dev.trent.aws.Tag;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The tags of a session: the requested tags, and the tags that a chain of roles passes on. Keys that differ
/// only in case are the same key.
///
/// Source: IAM User Guide, "Passing session tags in AWS STS".
///
/// @param requested the tags of the request
/// @param transitiveRequested the keys of the requested tags that are passed on, in the case of the tags
/// @param inherited the tags from the calling session; they are passed on too
record SessionTags(Map<String, String> requested, Set<String> transitiveRequested, Map<String, String> inherited) {

    /// Reads the tags of a request.
    ///
    /// Errors: InvalidParameterValue.
    static SessionTags of(
            @Nullable List<SessionTag> tags, @Nullable List<String> transitiveKeys, @Nullable Session calling) {
        Map<String, String> requested = new HashMap<>();
        Map<String, String> keys = new HashMap<>();
        for (SessionTag tag : tags == null ? List.<SessionTag>of() : tags) {
            if (Tag.isReserved(tag.key())) {
                throw INVALID_PARAMETER_VALUE.because("Tag keys that begin with 'aws:' are reserved for AWS.");
            }
            if (keys.put(fold(tag.key()), tag.key()) != null) {
                throw INVALID_PARAMETER_VALUE.because(
                        "Duplicate tag keys found. Please note that Tag keys are case insensitive.");
            }
            requested.put(tag.key(), tag.value());
        }
        Set<String> transitive = new HashSet<>();
        for (String key : transitiveKeys == null ? List.<String>of() : transitiveKeys) {
            String asTagged = keys.get(fold(key));
            if (asTagged == null) {
                throw INVALID_PARAMETER_VALUE.because(
                        "The specified transitive tag key must be included in the requested tags.");
            }
            transitive.add(asTagged);
        }
        return new SessionTags(requested, transitive, inherited(calling, keys));
    }

    private static Map<String, String> inherited(@Nullable Session calling, Map<String, String> requestedKeys) {
        Map<String, String> inherited = new HashMap<>();
        if (calling != null) {
            calling.tags().forEach((key, value) -> {
                if (calling.transitiveTagKeys().contains(key)) {
                    inherited.put(key, value);
                }
            });
        }
        if (inherited.keySet().stream().map(SessionTags::fold).anyMatch(requestedKeys::containsKey)) {
            throw INVALID_PARAMETER_VALUE.because("One of the specified transitive tag keys can't be set because it"
                    + " conflicts with a transitive tag key from the calling session.");
        }
        return inherited;
    }

    private static String fold(String key) {
        return Fold.fold(key);
    }

    boolean any() {
        return !requested.isEmpty() || !inherited.isEmpty();
    }

    Map<String, String> all() {
        Map<String, String> all = new HashMap<>(inherited);
        all.putAll(requested);
        return all;
    }

    Set<String> transitive() {
        Set<String> transitive = new HashSet<>(inherited.keySet());
        transitive.addAll(transitiveRequested);
        return transitive;
    }
}
