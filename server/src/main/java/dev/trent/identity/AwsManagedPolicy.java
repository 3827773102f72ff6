package dev.trent.identity;

import dev.trent.aws.Partition;
import java.time.Instant;

/// A managed policy that every account has and none can change.
///
/// @param id its unique id, the same in every partition
/// @param name its friendly name
/// @param description its purpose
/// @param document the text
/// @param created when this text was written
public record AwsManagedPolicy(String id, String name, String description, String document, Instant created) {
    /// Returns its id and its ARN; the account of the ARN is `aws`.
    public PolicyName policyName(Partition partition) {
        return new PolicyName(
                id, Entity.arn(partition, EntityKind.POLICY, "aws", "/", name).toString());
    }
}
