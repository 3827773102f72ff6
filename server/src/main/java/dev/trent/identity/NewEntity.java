package dev.trent.identity;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a user, group, role or managed policy is made from.
///
/// @param kind what it shall be
/// @param account the account it shall belong to
/// @param path `/`, or words between slashes
/// @param name the friendly name
/// @param boundaryArn the managed policy that shall be the permissions boundary; null for none
/// @param tags the tags, no key twice
/// @param created now
public record NewEntity(
        EntityKind kind,
        String account,
        String path,
        String name,
        @Nullable String boundaryArn,
        List<Tag> tags,
        Instant created) {

    /// Keeps its own copy.
    public NewEntity {
        tags = List.copyOf(tags);
    }
}
