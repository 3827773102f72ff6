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

/// Puts a version of a managed policy in force for everybody it is attached to.
///
/// Source:
/// [SetDefaultPolicyVersion](https://docs.aws.amazon.com/IAM/latest/APIReference/API_SetDefaultPolicyVersion.html).
final class SetDefaultPolicyVersion implements Writing<SetDefaultPolicyVersion.Request, NoContent> {
    private final IamRights rights;
    private final ManagedPolicies policies;

    /// The request.
    public record Request(
            @Logged @Length(min = 20, max = 2048) @Matches(Constraint.STORABLE)
            String policyArn,

            @Logged @Matches(Constraint.VERSION_ID) String versionId) {}

    SetDefaultPolicyVersion(IamRights rights, ManagedPolicies policies) {
        this.rights = rights;
        this.policies = policies;
    }

    /// Errors: InvalidInput, AccessDenied, NoSuchEntity, ConcurrentModification.
    @Override
    public Change<NoContent> prepare(Invocation call, Request request) {
        Entity policy = rights.onOwnPolicy(call, "SetDefaultPolicyVersion", request.policyArn(), IamFacts.none());
        return tx -> {
            policies.setDefault(tx, policy, request.versionId());
            return NoContent.INSTANCE;
        };
    }
}
