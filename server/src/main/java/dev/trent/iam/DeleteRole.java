package dev.trent.iam;

import dev.trent.aws.Invocation;
import dev.trent.aws.Operation.NoContent;
import dev.trent.identity.Entities;
import dev.trent.identity.EntityKind;
import dev.trent.wire.Length;
import dev.trent.wire.Logged;
import dev.trent.wire.Matches;

/// Removes a role that has no policies any more.
///
/// Source: [DeleteRole](https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteRole.html).
public final class DeleteRole {
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

    /// Performs it.
    ///
    /// Errors: AccessDenied, NoSuchEntity, DeleteConflict, ConcurrentModification.
    public NoContent perform(Invocation call, Request request) {
        entities.delete(rights.on(call, "DeleteRole", EntityKind.ROLE, request.roleName()));
        return NoContent.INSTANCE;
    }
}
