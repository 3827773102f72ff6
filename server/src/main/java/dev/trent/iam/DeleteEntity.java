package dev.trent.iam;

import dev.trent.call.Invocation;
import dev.trent.call.Operation.NoContent;
import dev.trent.call.Writing;
import dev.trent.identity.Entity;
import dev.trent.store.Change;
import dev.trent.store.Tx;
import dev.trent.wire.Length;
import dev.trent.wire.Logged;
import dev.trent.wire.Matches;

/// Removes a user, group, role or managed policy. Refuses if other things still depend on it.
///
/// Source:
/// [DeleteUser](https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteUser.html),
/// [DeleteGroup](https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteGroup.html),
/// [DeleteRole](https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteRole.html),
/// [DeletePolicy](https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeletePolicy.html).
record DeleteEntity<Q extends Record & Named>(String name, Class<Q> request, IamRights rights, Act act)
        implements Writing<Q, NoContent> {

    /// Removes the entity, or refuses with DeleteConflict.
    interface Act {
        void in(Tx tx, Entity entity);
    }

    /// The request about a user.
    public record OfUser(
            @Logged @Length(min = 1, max = 128) @Matches(value = IamPattern.NAME, says = IamPattern.NAME_SAYS)
            String userName)
            implements Named.User {}

    /// The request about a group.
    public record OfGroup(
            @Logged @Length(min = 1, max = 128) @Matches(value = IamPattern.NAME, says = IamPattern.NAME_SAYS)
            String groupName)
            implements Named.Group {}

    /// The request about a role.
    public record OfRole(
            @Logged @Length(min = 1, max = 64) @Matches(value = IamPattern.NAME, says = IamPattern.NAME_SAYS)
            String roleName)
            implements Named.Role {}

    /// The request about a managed policy.
    public record OfPolicy(
            @Logged @Length(min = 20, max = 2048) @Matches(IamPattern.STORABLE)
            String policyArn) implements Named.Policy {}

    /// Errors: InvalidInput, AccessDenied, NoSuchEntity, DeleteConflict, ConcurrentModification.
    @Override
    public Change<NoContent> prepare(Invocation call, Q request) {
        Entity entity = rights.on(call, name, request);
        return tx -> {
            act.in(tx, entity);
            return NoContent.INSTANCE;
        };
    }
}
