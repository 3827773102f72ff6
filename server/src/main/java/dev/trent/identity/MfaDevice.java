package dev.trent.identity;

import dev.trent.aws.Arn;
import dev.trent.aws.Partition;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// All facts of a virtual second factor except its seed.
///
/// @param partition the partition of the account
/// @param id never used again
/// @param account the account it belongs to
/// @param path `/`, or words between slashes
/// @param name the friendly name
/// @param created when it was made
/// @param userId the unique id of the user who has it; null if nobody has it
/// @param enabled since when the user has it; null if nobody has it
public record MfaDevice(
        Partition partition,
        String id,
        String account,
        String path,
        String name,
        Instant created,
        @Nullable String userId,
        @Nullable Instant enabled) {

    /// Returns the ARN, which is the serial number.
    public Arn arn() {
        return arn(partition, account, path, name);
    }

    /// Returns the serial number.
    public String serialNumber() {
        return arn().toString();
    }

    /// Returns the ARN of a device with this path and name.
    public static Arn arn(Partition partition, String account, String path, String name) {
        return partition.global("iam", account, "mfa" + path + name);
    }
}
