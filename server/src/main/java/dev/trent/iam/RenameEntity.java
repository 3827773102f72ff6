package dev.trent.iam;

import dev.trent.call.Invocation;
import dev.trent.call.Operation.NoContent;
import dev.trent.call.Writing;
import dev.trent.identity.Entities;
import dev.trent.identity.Entity;
import dev.trent.store.Change;
import dev.trent.wire.Length;
import dev.trent.wire.Logged;
import dev.trent.wire.Matches;
import org.jspecify.annotations.Nullable;

/// Gives a user or group another name or path. The unique id stays, so all rights stay.
///
/// Source:
/// [UpdateUser](https://docs.aws.amazon.com/IAM/latest/APIReference/API_UpdateUser.html),
/// [UpdateGroup](https://docs.aws.amazon.com/IAM/latest/APIReference/API_UpdateGroup.html).
record RenameEntity<Q extends Record & RenameEntity.Request>(
        String name, Class<Q> request, IamRights rights, Entities entities) implements Writing<Q, NoContent> {

    /// What the requests have in common.
    interface Request extends Named {
        @Nullable
        String newPath();

        @Nullable
        String newName();
    }

    /// The request about a user.
    public record OfUser(
            @Logged @Length(min = 1, max = 128) @Matches(value = IamPattern.NAME, says = IamPattern.NAME_SAYS)
            String userName,

            @Logged @Nullable @Length(min = 1, max = 512) @Matches(IamPattern.PATH)
            String newPath,

            @Logged @Nullable @Length(min = 1, max = 64) @Matches(value = IamPattern.NAME, says = IamPattern.NAME_SAYS)
            String newUserName)
            implements Request, Named.User {
        @Override
        public @Nullable String newName() {
            return newUserName;
        }
    }

    /// The request about a group.
    public record OfGroup(
            @Logged @Length(min = 1, max = 128) @Matches(value = IamPattern.NAME, says = IamPattern.NAME_SAYS)
            String groupName,

            @Logged @Nullable @Length(min = 1, max = 512) @Matches(IamPattern.PATH)
            String newPath,

            @Logged @Nullable @Length(min = 1, max = 128) @Matches(value = IamPattern.NAME, says = IamPattern.NAME_SAYS)
            String newGroupName)
            implements Request, Named.Group {
        @Override
        public @Nullable String newName() {
            return newGroupName;
        }
    }

    /// Errors: AccessDenied, NoSuchEntity, EntityAlreadyExists, ConcurrentModification.
    @Override
    public Change<NoContent> prepare(Invocation call, Q request) {
        Entity entity = rights.on(call, name, request);
        rights.toRename(call, name, entity, request.newPath(), request.newName());
        return tx -> {
            entities.rename(tx, entity, request.newPath(), request.newName());
            return NoContent.INSTANCE;
        };
    }
}
