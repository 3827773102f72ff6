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

/// Removes a user that has no policies, groups or access keys any more.
///
/// Source: [DeleteUser](https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteUser.html).
final class DeleteUser implements Writing<DeleteUser.Request, NoContent> {
    private final Rights rights;
    private final Entities entities;

    /// The request.
    public record Request(
            @Logged @Length(min = 1, max = 128) @Matches(value = Constraint.NAME, says = Constraint.NAME_SAYS)
            String userName) {}

    DeleteUser(Rights rights, Entities entities) {
        this.rights = rights;
        this.entities = entities;
    }

    /// Errors: AccessDenied, NoSuchEntity, DeleteConflict, ConcurrentModification.
    @Override
    public Change<NoContent> prepare(Invocation call, Request request) {
        Entity user = rights.on(call, "DeleteUser", EntityKind.USER, request.userName());
        return tx -> {
            entities.delete(tx, user);
            return NoContent.INSTANCE;
        };
    }
}
