package dev.trent.identity;

import dev.trent.aws.Arn;
import dev.trent.aws.Partition;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The common facts of users, groups, roles and managed policies.
///
/// @param partition the partition of the account
/// @param kind which of them it is
/// @param account the account it belongs to, twelve digits
/// @param uniqueId four letters for the kind and 17 characters, never used again
/// @param path `/`, or words between slashes
/// @param name the friendly name
/// @param created when it was made
/// @param boundary the permissions boundary of a user or role; null if there is none
public record Entity(
        Partition partition,
        EntityKind kind,
        String account,
        String uniqueId,
        String path,
        String name,
        Instant created,
        @Nullable PolicyName boundary) {

    /// Returns the ARN, path included.
    public Arn arn() {
        return arn(partition, kind, account, path, name);
    }

    /// Returns the name as it is compared: in lower case.
    public String foldedName() {
        return EntityRows.folded(name);
    }

    /// Returns the ARN that an entity of this kind, path and name has.
    public static Arn arn(Partition partition, EntityKind kind, String account, String path, String name) {
        return partition.global("iam", account, kind.word() + path + name);
    }
}
