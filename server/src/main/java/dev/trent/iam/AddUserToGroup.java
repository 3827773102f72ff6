package dev.trent.iam;

import dev.trent.aws.Invocation;
import dev.trent.aws.Operation.NoContent;
import dev.trent.identity.Entities;
import dev.trent.identity.Entity;
import dev.trent.identity.EntityKind;
import dev.trent.identity.Memberships;
import dev.trent.wire.Length;
import dev.trent.wire.Logged;
import dev.trent.wire.Matches;

/// Puts a user into a group; to do so again changes nothing.
///
/// Source: [AddUserToGroup](https://docs.aws.amazon.com/IAM/latest/APIReference/API_AddUserToGroup.html).
public final class AddUserToGroup {
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

    /// Performs it.
    ///
    /// Errors: AccessDenied, NoSuchEntity, LimitExceeded, ConcurrentModification.
    public NoContent perform(Invocation call, Request request) {
        Entity group = rights.on(call, "AddUserToGroup", EntityKind.GROUP, request.groupName());
        Entity user = entities.find(EntityKind.USER, group.account(), request.userName());
        if (user == null) {
            throw EntityKind.USER.missing(request.userName());
        }
        memberships.add(group, user);
        return NoContent.INSTANCE;
    }
}
