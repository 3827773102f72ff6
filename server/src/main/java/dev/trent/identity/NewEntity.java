package dev.trent.identity;

import dev.trent.aws.Tag;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The facts from which a user, group, role or managed policy is made.
///
/// @param kind the kind of the new entity
/// @param account the account of the new entity
/// @param path `/`, or words between slashes
/// @param name the friendly name
/// @param boundaryArn the managed policy that becomes the permissions boundary; null for none
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
