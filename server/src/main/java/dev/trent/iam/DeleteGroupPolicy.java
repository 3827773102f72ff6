package dev.trent.iam;

import dev.trent.aws.Invocation;
import dev.trent.aws.Operation.NoContent;
import dev.trent.identity.Entity;
import dev.trent.identity.EntityKind;
import dev.trent.identity.InlinePolicies;
import dev.trent.wire.Length;
import dev.trent.wire.Logged;
import dev.trent.wire.Matches;

/// Removes a policy that is written into a group.
///
/// Source:
/// [DeleteGroupPolicy](https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteGroupPolicy.html).
public final class DeleteGroupPolicy {
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

    /// Performs it.
    ///
    /// Errors: AccessDenied, NoSuchEntity, ConcurrentModification.
    public NoContent perform(Invocation call, Request request) {
        Entity group = rights.on(call, "DeleteGroupPolicy", EntityKind.GROUP, request.groupName());
        policies.delete(group, request.policyName());
        return NoContent.INSTANCE;
    }
}
