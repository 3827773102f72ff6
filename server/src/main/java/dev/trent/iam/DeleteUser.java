package dev.trent.iam;

import dev.trent.aws.Invocation;
import dev.trent.aws.Operation.NoContent;
import dev.trent.identity.Entities;
import dev.trent.identity.EntityKind;
import dev.trent.wire.Length;
import dev.trent.wire.Logged;
import dev.trent.wire.Matches;

/// Removes a user that has no policies, groups or access keys any more.
///
/// Source: [DeleteUser](https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteUser.html).
public final class DeleteUser {
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

    /// Performs it.
    ///
    /// Errors: AccessDenied, NoSuchEntity, DeleteConflict, ConcurrentModification.
    public NoContent perform(Invocation call, Request request) {
        entities.delete(rights.on(call, "DeleteUser", EntityKind.USER, request.userName()));
        return NoContent.INSTANCE;
    }
}
