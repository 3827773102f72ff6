package dev.trent.iam;

import dev.trent.call.Invocation;
import dev.trent.call.Operation.NoContent;
import dev.trent.call.Writing;
import dev.trent.identity.Entities;
import dev.trent.identity.Entity;
import dev.trent.identity.EntityKind;
import dev.trent.store.Change;
import dev.trent.store.Tx;
import dev.trent.wire.Length;
import dev.trent.wire.Logged;
import dev.trent.wire.Matches;

/// Adds a user to a group, or removes a user from a group.
///
/// Source:
/// [AddUserToGroup](https://docs.aws.amazon.com/IAM/latest/APIReference/API_AddUserToGroup.html),
/// [RemoveUserFromGroup](https://docs.aws.amazon.com/IAM/latest/APIReference/API_RemoveUserFromGroup.html).
record ChangeMembership(String name, IamRights rights, Entities entities, Act act)
        implements Writing<ChangeMembership.Request, NoContent> {

    /// The change of the membership.
    interface Act {
        void in(Tx tx, Entity group, Entity user);
    }

    /// The request.
    public record Request(
            @Logged @Length(min = 1, max = 128) @Matches(value = IamPattern.NAME, says = IamPattern.NAME_SAYS)
            String groupName,

            @Logged @Length(min = 1, max = 128) @Matches(value = IamPattern.NAME, says = IamPattern.NAME_SAYS)
            String userName)
            implements Named.Group {}

    /// Errors: AccessDenied, NoSuchEntity, LimitExceeded, ConcurrentModification.
    @Override
    public Change<NoContent> prepare(Invocation call, Request request) {
        Entity group = rights.on(call, name, request);
        Entity user = entities.find(EntityKind.USER, group.account(), request.userName());
        if (user == null) {
            throw EntityKind.USER.missing(request.userName());
        }
        return tx -> {
            act.in(tx, group, user);
            return NoContent.INSTANCE;
        };
    }
}
