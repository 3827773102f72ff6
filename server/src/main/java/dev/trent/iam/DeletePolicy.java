package dev.trent.iam;

import dev.trent.aws.Invocation;
import dev.trent.aws.Operation.NoContent;
import dev.trent.identity.ManagedPolicies;
import dev.trent.wire.Length;
import dev.trent.wire.Logged;
import dev.trent.wire.Matches;

/// Removes a managed policy that is attached to nobody, limits nobody and has one version.
///
/// Source: [DeletePolicy](https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeletePolicy.html).
public final class DeletePolicy {
    private final Rights rights;
    private final ManagedPolicies policies;

    /// The request.
    public record Request(
            @Logged @Length(min = 20, max = 2048) @Matches(Constraint.STORABLE)
            String policyArn) {}

    DeletePolicy(Rights rights, ManagedPolicies policies) {
        this.rights = rights;
        this.policies = policies;
    }

    /// Performs it.
    ///
    /// Errors: InvalidInput, AccessDenied, NoSuchEntity, DeleteConflict, ConcurrentModification.
    public NoContent perform(Invocation call, Request request) {
        policies.delete(rights.onOwnPolicy(call, "DeletePolicy", request.policyArn(), Facts.none()));
        return NoContent.INSTANCE;
    }
}
