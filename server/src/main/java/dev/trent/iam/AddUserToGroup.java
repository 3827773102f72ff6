package dev.trent.iam;

import dev.trent.call.Invocation;
import dev.trent.call.Operation.NoContent;
import dev.trent.call.Writing;
import dev.trent.identity.Entities;
import dev.trent.identity.Entity;
import dev.trent.identity.EntityKind;
import dev.trent.identity.Memberships;
import dev.trent.store.Change;
import dev.trent.wire.Length;
import dev.trent.wire.Logged;
import dev.trent.wire.Matches;

/// Puts a user into a group; to do so again changes nothing.
///
/// Source: [AddUserToGroup](https://docs.aws.amazon.com/IAM/latest/APIReference/API_AddUserToGroup.html).
final class AddUserToGroup implements Writing<AddUserToGroup.Request, NoContent> {
    private final Rights rights;
    private final Entities entities;
    private final Memberships memberships;

    /// The request.
    public record Request(
            @Logged @Length(min = 1, max = 128) @Matches(value = Constraint.NAME, says = Constraint.NAME_SAYS)
            String groupName,

            @Logged @Length(min = 1, max = 128) @Matches(value = Constraint.NAME, says = Constraint.NAME_SAYS)
            String userName) {}

    AddUserToGroup(Rights rights, Entities entities, Memberships memberships) {
        this.rights = rights;
        this.entities = entities;
        this.memberships = memberships;
    }

    /// Errors: AccessDenied, NoSuchEntity, LimitExceeded, ConcurrentModification.
    @Override
    public Change<NoContent> prepare(Invocation call, Request request) {
        Entity group = rights.on(call, "AddUserToGroup", EntityKind.GROUP, request.groupName());
        Entity user = entities.find(EntityKind.USER, group.account(), request.userName());
        if (user == null) {
            throw EntityKind.USER.missing(request.userName());
        }
        return tx -> {
            memberships.add(tx, group, user);
            return NoContent.INSTANCE;
        };
    }
}
