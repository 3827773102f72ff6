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

/// Makes a managed policy the limit of what a role may do.
///
/// Source:
/// [PutRolePermissionsBoundary](https://docs.aws.amazon.com/IAM/latest/APIReference/API_PutRolePermissionsBoundary.html).
final class PutRolePermissionsBoundary implements Writing<PutRolePermissionsBoundary.Request, NoContent> {
    private final Rights rights;
    private final Attachments attachments;

    /// The request.
    public record Request(
            @Logged @Length(min = 1, max = 64) @Matches(value = Constraint.NAME, says = Constraint.NAME_SAYS)
            String roleName,

            @Logged @Length(min = 20, max = 2048) @Matches(Constraint.STORABLE)
            String permissionsBoundary) {}

    PutRolePermissionsBoundary(Rights rights, Attachments attachments) {
        this.rights = rights;
        this.attachments = attachments;
    }

    /// Errors: AccessDenied, NoSuchEntity, InvalidInput, ConcurrentModification.
    @Override
    public Change<NoContent> prepare(Invocation call, Request request) {
        Entity role = rights.onLimited(
                call, "PutRolePermissionsBoundary", EntityKind.ROLE, request.roleName(), request.permissionsBoundary());
        return tx -> {
            attachments.limit(tx, role, request.permissionsBoundary());
            return NoContent.INSTANCE;
        };
    }
}
