package dev.trent.iam;

import dev.trent.call.Invocation;
import dev.trent.call.Operation.NoContent;
import dev.trent.call.Writing;
import dev.trent.identity.Attachments;
import dev.trent.identity.Entity;
import dev.trent.identity.EntityKind;
import dev.trent.store.Change;
import dev.trent.wire.Length;
import dev.trent.wire.Logged;
import dev.trent.wire.Matches;

/// Takes the limit from a role.
///
/// Source:
/// [DeleteRolePermissionsBoundary](https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteRolePermissionsBoundary.html).
final class DeleteRolePermissionsBoundary implements Writing<DeleteRolePermissionsBoundary.Request, NoContent> {
    private final Rights rights;
    private final Attachments attachments;

    /// The request.
    public record Request(
            @Logged @Length(min = 1, max = 64) @Matches(value = Constraint.NAME, says = Constraint.NAME_SAYS)
            String roleName) {}

    DeleteRolePermissionsBoundary(Rights rights, Attachments attachments) {
        this.rights = rights;
        this.attachments = attachments;
    }

    /// Errors: AccessDenied, NoSuchEntity, ConcurrentModification.
    @Override
    public Change<NoContent> prepare(Invocation call, Request request) {
        Entity role = rights.on(call, "DeleteRolePermissionsBoundary", EntityKind.ROLE, request.roleName());
        return tx -> {
            attachments.unlimit(tx, role);
            return NoContent.INSTANCE;
        };
    }
}
