package dev.trent.iam;

import dev.trent.call.Invocation;
import dev.trent.call.Operation.NoContent;
import dev.trent.call.Writing;
import dev.trent.identity.Entities;
import dev.trent.identity.Entity;
import dev.trent.identity.EntityKind;
import dev.trent.store.Change;
import dev.trent.wire.Length;
import dev.trent.wire.Logged;
import dev.trent.wire.Matches;
import org.jspecify.annotations.Nullable;

/// Gives a user another name or path; its unique id stays, and with it all its rights.
///
/// Source: [UpdateUser](https://docs.aws.amazon.com/IAM/latest/APIReference/API_UpdateUser.html).
final class UpdateUser implements Writing<UpdateUser.Request, NoContent> {
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

    /// Errors: AccessDenied, NoSuchEntity, EntityAlreadyExists, ConcurrentModification.
    @Override
    public Change<NoContent> prepare(Invocation call, Request request) {
        Entity user = rights.on(call, "UpdateUser", EntityKind.USER, request.userName());
        rights.toRename(call, "UpdateUser", user, request.newPath(), request.newUserName());
        return tx -> {
            entities.rename(tx, user, request.newPath(), request.newUserName());
            return NoContent.INSTANCE;
        };
    }
}
