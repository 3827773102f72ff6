package dev.trent.iam;

import dev.trent.aws.Invocation;
import dev.trent.aws.Operation.NoContent;
import dev.trent.identity.Entities;
import dev.trent.identity.Entity;
import dev.trent.identity.EntityKind;
import dev.trent.wire.Length;
import dev.trent.wire.Logged;
import dev.trent.wire.Matches;
import org.jspecify.annotations.Nullable;

/// Gives a user another name or path; its unique id stays, and with it all its rights.
///
/// Source: [UpdateUser](https://docs.aws.amazon.com/IAM/latest/APIReference/API_UpdateUser.html).
public final class UpdateUser {
    private final Rights rights;
    private final Entities entities;

    /// The request.
    public record Request(
            @Logged @Length(min = 1, max = 128) @Matches(value = Constraint.NAME, says = Constraint.NAME_SAYS)
            String userName,

            @Logged @Nullable @Length(min = 1, max = 512) @Matches(Constraint.PATH)
            String newPath,

            @Logged @Nullable @Length(min = 1, max = 64) @Matches(value = Constraint.NAME, says = Constraint.NAME_SAYS)
            String newUserName) {}

    UpdateUser(Rights rights, Entities entities) {
        this.rights = rights;
        this.entities = entities;
    }

    /// Performs it.
    ///
    /// Errors: AccessDenied, NoSuchEntity, EntityAlreadyExists, ConcurrentModification.
    public NoContent perform(Invocation call, Request request) {
        Entity user = rights.on(call, "UpdateUser", EntityKind.USER, request.userName());
        rights.toRename(call, "UpdateUser", user, request.newPath(), request.newUserName());
        entities.rename(user, request.newPath(), request.newUserName());
        return NoContent.INSTANCE;
    }
}
