package dev.trent.iam;

import dev.trent.aws.Invocation;
import dev.trent.aws.Operation.NoContent;
import dev.trent.identity.Attachments;
import dev.trent.identity.EntityKind;
import dev.trent.wire.Length;
import dev.trent.wire.Logged;
import dev.trent.wire.Matches;

/// Takes the limit from a role.
///
/// Source:
/// [DeleteRolePermissionsBoundary](https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteRolePermissionsBoundary.html).
public final class DeleteRolePermissionsBoundary {
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

    /// Performs it.
    ///
    /// Errors: AccessDenied, NoSuchEntity, ConcurrentModification.
    public NoContent perform(Invocation call, Request request) {
        attachments.unlimit(rights.on(call, "DeleteRolePermissionsBoundary", EntityKind.ROLE, request.roleName()));
        return NoContent.INSTANCE;
    }
}
