package dev.trent.iam;

import dev.trent.call.Invocation;
import dev.trent.call.Operation.NoContent;
import dev.trent.call.Writing;
import dev.trent.identity.Entity;
import dev.trent.identity.ManagedPolicies;
import dev.trent.store.Change;
import dev.trent.wire.Length;
import dev.trent.wire.Logged;
import dev.trent.wire.Matches;

/// Removes a version of a managed policy that is not in force.
///
/// Source:
/// [DeletePolicyVersion](https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeletePolicyVersion.html).
final class DeletePolicyVersion implements Writing<DeletePolicyVersion.Request, NoContent> {
    private final IamRights rights;
    private final ManagedPolicies policies;

    /// The request.
    public record Request(
            @Logged @Length(min = 20, max = 2048) @Matches(Constraint.STORABLE)
            String policyArn,

            @Logged @Matches(Constraint.VERSION_ID) String versionId) {}

    DeletePolicyVersion(IamRights rights, ManagedPolicies policies) {
        this.rights = rights;
        this.policies = policies;
    }

    /// Errors: InvalidInput, AccessDenied, NoSuchEntity, DeleteConflict, ConcurrentModification.
    @Override
    public Change<NoContent> prepare(Invocation call, Request request) {
        Entity policy = rights.onOwnPolicy(call, "DeletePolicyVersion", request.policyArn(), IamFacts.none());
        return tx -> {
            policies.deleteVersion(tx, policy, request.versionId());
            return NoContent.INSTANCE;
        };
    }
}
