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
/// @param eventSource the service that the event concerns, such as `iam.amazonaws.com`
/// @param region the Region of the event; for IAM, the partition's default Region
/// @param account the account that the event concerns; null if none is known, as for an access key that does
///     not exist
/// @param invokedBy the person or program that caused it, such as `trent operator (root)`
/// @param resources the changed resources
/// @param details further facts of the event; never a secret
/// @param refusal null if the act was done
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

    /// The service that keys belong to.
    public static final String KMS = "kms.amazonaws.com";

    /// AWS's text for an event without a cause from outside.
    public static final String INTERNAL = "AWS Internal";

    /// Copies the collections.
    public ServiceEvent {
        resources = List.copyOf(resources);
        details = new TreeMap<>(details);
    }
}
