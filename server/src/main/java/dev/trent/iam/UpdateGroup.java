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
import org.jspecify.annotations.Nullable;

/// Gives a group another name or path; its unique id stays.
///
/// Source: [UpdateGroup](https://docs.aws.amazon.com/IAM/latest/APIReference/API_UpdateGroup.html).
final class UpdateGroup implements Writing<UpdateGroup.Request, NoContent> {
    private final Rights rights;
    private final Entities entities;

    /// The request.
    public record Request(
            @Logged @Length(min = 1, max = 128) @Matches(value = Constraint.NAME, says = Constraint.NAME_SAYS)
            String groupName,

            @Logged @Nullable @Length(min = 1, max = 512) @Matches(Constraint.PATH)
            String newPath,

            @Logged @Nullable @Length(min = 1, max = 128) @Matches(value = Constraint.NAME, says = Constraint.NAME_SAYS)
            String newGroupName) {}

    UpdateGroup(Rights rights, Entities entities) {
        this.rights = rights;
        this.entities = entities;
    }

    /// Errors: AccessDenied, NoSuchEntity, EntityAlreadyExists, ConcurrentModification.
    @Override
    public Change<NoContent> prepare(Invocation call, Request request) {
        Entity group = rights.on(call, "UpdateGroup", EntityKind.GROUP, request.groupName());
        rights.toRename(call, "UpdateGroup", group, request.newPath(), request.newGroupName());
        return tx -> {
            entities.rename(tx, group, request.newPath(), request.newGroupName());
            return NoContent.INSTANCE;
        };
    }
}
