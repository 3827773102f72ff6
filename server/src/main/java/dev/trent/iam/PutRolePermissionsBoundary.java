package dev.trent.iam;

import dev.trent.aws.Invocation;
import dev.trent.aws.Operation.NoContent;
import dev.trent.identity.Attachments;
import dev.trent.identity.Entity;
import dev.trent.identity.EntityKind;
import dev.trent.wire.Length;
import dev.trent.wire.Logged;
import dev.trent.wire.Matches;

/// Makes a managed policy the limit of what a role may do.
///
/// Source:
/// [PutRolePermissionsBoundary](https://docs.aws.amazon.com/IAM/latest/APIReference/API_PutRolePermissionsBoundary.html).
public final class PutRolePermissionsBoundary {
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

    /// Performs it.
    ///
    /// Errors: AccessDenied, NoSuchEntity, InvalidInput, ConcurrentModification.
    public NoContent perform(Invocation call, Request request) {
        Entity role = rights.onLimited(
                call, "PutRolePermissionsBoundary", EntityKind.ROLE, request.roleName(), request.permissionsBoundary());
        attachments.limit(role, request.permissionsBoundary());
        return NoContent.INSTANCE;
    }
}
