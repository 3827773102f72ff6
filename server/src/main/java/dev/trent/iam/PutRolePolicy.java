package dev.trent.iam;

import dev.trent.call.Invocation;
import dev.trent.call.Operation.NoContent;
import dev.trent.call.Writing;
import dev.trent.identity.Entity;
import dev.trent.identity.EntityKind;
import dev.trent.identity.InlinePolicies;
import dev.trent.identity.InlinePolicy;
import dev.trent.store.Change;
import dev.trent.wire.Length;
import dev.trent.wire.Logged;
import dev.trent.wire.Matches;

/// Writes a policy into a role, in the place of one of the same name.
///
/// Source: [PutRolePolicy](https://docs.aws.amazon.com/IAM/latest/APIReference/API_PutRolePolicy.html).
final class PutRolePolicy implements Writing<PutRolePolicy.Request, NoContent> {
    private final Rights rights;
    private final InlinePolicies policies;

    /// The request.
    public record Request(
            @Logged @Length(min = 1, max = 64) @Matches(value = Constraint.NAME, says = Constraint.NAME_SAYS)
            String roleName,

            @Logged @Length(min = 1, max = 128) @Matches(value = Constraint.NAME, says = Constraint.NAME_SAYS)
            String policyName,

            @Logged @Length(min = 1, max = 131072) @Matches(Constraint.DOCUMENT)
            String policyDocument) {}

    PutRolePolicy(Rights rights, InlinePolicies policies) {
        this.rights = rights;
        this.policies = policies;
    }

    /// Errors: AccessDenied, NoSuchEntity, MalformedPolicyDocument, LimitExceeded, ConcurrentModification.
    @Override
    public Change<NoContent> prepare(Invocation call, Request request) {
        Entity role = rights.on(call, "PutRolePolicy", EntityKind.ROLE, request.roleName());
        return policies.put(role, new InlinePolicy(request.policyName(), request.policyDocument()))
                .map(_ -> NoContent.INSTANCE);
    }
}
