package dev.trent.identity;

import dev.trent.store.Notes;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// All facts of an access key except its secret.
///
/// @param accessKeyId the id, never used again
/// @param account the account it belongs to
/// @param userId the unique id of its user; null for a key of the root user
/// @param active whether it may sign
/// @param created when it was made
/// @param lastUse null if it was never used
public record AccessKeyFacts(
        String accessKeyId,
        String account,
        @Nullable String userId,
        boolean active,
        Instant created,
        @Nullable LastUse lastUse) {

    /// The last use of an access key.
    ///
    /// @param time the time of the use
    /// @param service the signing name, such as `kms`
    /// @param region the Region that was signed for
    public record LastUse(Instant time, String service, String region) implements Notes.Note {}
}
