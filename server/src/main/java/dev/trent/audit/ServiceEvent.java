package dev.trent.audit;

import dev.trent.aws.AwsException;
import java.time.Instant;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// An event without a call of the API: the installation or its operator caused it.
///
/// @param eventSource the service it concerns, such as `iam.amazonaws.com`
/// @param region where; the partition's usual one for IAM
/// @param account the account it concerns; null if none is known, as for an access key that does not exist
/// @param invokedBy who did it, such as `trent operator (root)`
/// @param details the things that it changed; never a secret
/// @param refusal null if it was done
public record ServiceEvent(
        String eventSource,
        String eventName,
        String region,
        Instant time,
        @Nullable String account,
        String invokedBy,
        SortedMap<String, String> details,
        @Nullable AwsException refusal) {

    /// Keeps its own copy.
    public ServiceEvent {
        details = new TreeMap<>(details);
    }
}
