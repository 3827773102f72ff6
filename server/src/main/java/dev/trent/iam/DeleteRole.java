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

/// Removes a role that has no policies any more.
///
/// Source: [DeleteRole](https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteRole.html).
final class DeleteRole implements Writing<DeleteRole.Request, NoContent> {
    private final Rights rights;
    private final Entities entities;

    /// The request.
    public record Request(
            @Logged @Length(min = 1, max = 64) @Matches(value = Constraint.NAME, says = Constraint.NAME_SAYS)
            String roleName) {}

    DeleteRole(Rights rights, Entities entities) {
        this.rights = rights;
        this.entities = entities;
    }

    /// Errors: AccessDenied, NoSuchEntity, DeleteConflict, ConcurrentModification.
    @Override
    public Change<NoContent> prepare(Invocation call, Request request) {
        Entity role = rights.on(call, "DeleteRole", EntityKind.ROLE, request.roleName());
        return tx -> {
            entities.delete(tx, role);
            return NoContent.INSTANCE;
        };
    }
}
