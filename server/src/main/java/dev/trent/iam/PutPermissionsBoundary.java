package dev.trent.iam;

import dev.trent.call.Invocation;
import dev.trent.call.Operation.NoContent;
import dev.trent.call.Writing;
import dev.trent.identity.Attachments;
import dev.trent.identity.Entity;
import dev.trent.store.Change;
import dev.trent.wire.Length;
import dev.trent.wire.Logged;
import dev.trent.wire.Matches;

/// Makes a managed policy the permissions boundary of a user or role.
///
/// Source:
/// [PutUserPermissionsBoundary](https://docs.aws.amazon.com/IAM/latest/APIReference/API_PutUserPermissionsBoundary.html),
/// [PutRolePermissionsBoundary](https://docs.aws.amazon.com/IAM/latest/APIReference/API_PutRolePermissionsBoundary.html).
record PutPermissionsBoundary<Q extends Record & PutPermissionsBoundary.Request>(
        String name, Class<Q> request, IamRights rights, Attachments attachments) implements Writing<Q, NoContent> {

    /// What the requests have in common.
    interface Request extends Named {
        String permissionsBoundary();
    }

    /// The request about a user.
    public record OfUser(
            @Logged @Length(min = 1, max = 64) @Matches(value = IamPattern.NAME, says = IamPattern.NAME_SAYS)
            String userName,

            @Logged @Length(min = 20, max = 2048) @Matches(IamPattern.STORABLE)
            String permissionsBoundary)
            implements Request, Named.User {}

    /// The request about a role.
    public record OfRole(
            @Logged @Length(min = 1, max = 64) @Matches(value = IamPattern.NAME, says = IamPattern.NAME_SAYS)
            String roleName,

            @Logged @Length(min = 20, max = 2048) @Matches(IamPattern.STORABLE)
            String permissionsBoundary)
            implements Request, Named.Role {}

    /// Errors: AccessDenied, NoSuchEntity, InvalidInput, ConcurrentModification.
    @Override
    public Change<NoContent> prepare(Invocation call, Q request) {
        Entity entity = rights.onLimited(call, name, request, request.permissionsBoundary());
        return tx -> {
            attachments.limit(tx, entity, request.permissionsBoundary());
            return NoContent.INSTANCE;
        };
    }
}
