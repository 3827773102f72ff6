package dev.trent.iam;

import dev.trent.call.Invocation;
import dev.trent.call.Operation.NoContent;
import dev.trent.call.Writing;
import dev.trent.identity.Entity;
import dev.trent.identity.EntityKind;
import dev.trent.identity.InlinePolicies;
import dev.trent.store.Change;
import dev.trent.wire.Length;
import dev.trent.wire.Logged;
import dev.trent.wire.Matches;

/// Removes a policy that is written into a group.
///
/// Source:
/// [DeleteGroupPolicy](https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteGroupPolicy.html).
final class DeleteGroupPolicy implements Writing<DeleteGroupPolicy.Request, NoContent> {
    private final Rights rights;
    private final InlinePolicies policies;

    /// The request.
    public record Request(
            @Logged @Length(min = 1, max = 128) @Matches(value = Constraint.NAME, says = Constraint.NAME_SAYS)
            String groupName,

            @Logged @Length(min = 1, max = 128) @Matches(value = Constraint.NAME, says = Constraint.NAME_SAYS)
            String policyName) {}

    DeleteGroupPolicy(Rights rights, InlinePolicies policies) {
        this.rights = rights;
        this.policies = policies;
    }

    /// Errors: AccessDenied, NoSuchEntity, ConcurrentModification.
    @Override
    public Change<NoContent> prepare(Invocation call, Request request) {
        Entity group = rights.on(call, "DeleteGroupPolicy", EntityKind.GROUP, request.groupName());
        return tx -> {
            policies.delete(tx, group, request.policyName());
            return NoContent.INSTANCE;
        };
    }
}
