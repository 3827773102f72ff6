package dev.trent.audit;

import dev.trent.aws.Arn;
import dev.trent.aws.AwsException;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// An event without a call of the API: the installation or its operator caused it.
///
/// @param eventSource the service it concerns, such as `iam.amazonaws.com`
/// @param region where; the partition's usual one for IAM
/// @param account the account it concerns; null if none is known, as for an access key that does not exist
/// @param invokedBy who did it, such as `trent operator (root)`
/// @param resources the things that it changed
/// @param details what else there is to say of it; never a secret
/// @param refusal null if it was done
public record ServiceEvent(
        String eventSource,
        String eventName,
        String region,
        Instant time,
        @Nullable String account,
        String invokedBy,
        List<Arn> resources,
        SortedMap<String, String> details,
        @Nullable AwsException refusal) {

    /// What AWS says of an event that nobody outside has caused.
    public static final String INTERNAL = "AWS Internal";

    /// Keeps its own copies.
    public ServiceEvent {
        resources = List.copyOf(resources);
        details = new TreeMap<>(details);
    }
}
