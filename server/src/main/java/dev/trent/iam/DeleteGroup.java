package dev.trent.iam;

import dev.trent.aws.Invocation;
import dev.trent.aws.Operation.NoContent;
import dev.trent.identity.Entities;
import dev.trent.identity.EntityKind;
import dev.trent.wire.Length;
import dev.trent.wire.Logged;
import dev.trent.wire.Matches;

/// Removes a group that has no policies or users any more.
///
/// Source: [DeleteGroup](https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteGroup.html).
public final class DeleteGroup {
    private final Rights rights;
    private final Entities entities;

    /// The request.
    public record Request(
            @Logged @Length(min = 1, max = 128) @Matches(value = Constraint.NAME, says = Constraint.NAME_SAYS)
            String groupName) {}

    DeleteGroup(Rights rights, Entities entities) {
        this.rights = rights;
        this.entities = entities;
    }

    /// Performs it.
    ///
    /// Errors: AccessDenied, NoSuchEntity, DeleteConflict, ConcurrentModification.
    public NoContent perform(Invocation call, Request request) {
        entities.delete(rights.on(call, "DeleteGroup", EntityKind.GROUP, request.groupName()));
        return NoContent.INSTANCE;
    }
}
