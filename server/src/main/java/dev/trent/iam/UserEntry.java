package dev.trent.iam;

import dev.trent.aws.Tag;
import dev.trent.identity.Entity;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A user, as the API writes it. The root user has no path and no name.
///
/// Source: [User](https://docs.aws.amazon.com/IAM/latest/APIReference/API_User.html).
public record UserEntry(
        @Nullable String path,
        @Nullable String userName,
        String userId,
        String arn,
        Instant createDate,
        @Nullable Instant passwordLastUsed,
        @Nullable BoundaryEntry permissionsBoundary,
        @Nullable List<IamTag> tags) {

    /// Returns a user with its boundary and its tags.
    ///
    /// @param passwordLastUsed null if the user has no password, or has never signed in with it
    static UserEntry of(Entity user, List<Tag> tags, @Nullable Instant passwordLastUsed) {
        return new UserEntry(
                user.path(),
                user.name(),
                user.uniqueId(),
                user.arn().toString(),
                user.created(),
                passwordLastUsed,
                BoundaryEntry.of(user),
                IamTag.of(tags));
    }

    /// Returns a user as other lists than those of users show it: without boundary, tags and last use.
    static UserEntry listed(Entity user) {
        return listed(user, null);
    }

    /// Returns a user as a list of users shows it: without boundary and tags.
    static UserEntry listed(Entity user, @Nullable Instant passwordLastUsed) {
        return new UserEntry(
                user.path(),
                user.name(),
                user.uniqueId(),
                user.arn().toString(),
                user.created(),
                passwordLastUsed,
                null,
                null);
    }
}
