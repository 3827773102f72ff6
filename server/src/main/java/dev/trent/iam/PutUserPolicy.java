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

/// Writes a policy into a user, in the place of one of the same name.
///
/// Source: [PutUserPolicy](https://docs.aws.amazon.com/IAM/latest/APIReference/API_PutUserPolicy.html).
final class PutUserPolicy implements Writing<PutUserPolicy.Request, NoContent> {
    private final Rights rights;
    private final InlinePolicies policies;

    /// The request.
    public record Request(
            @Logged @Length(min = 1, max = 128) @Matches(value = Constraint.NAME, says = Constraint.NAME_SAYS)
            String userName,

            @Logged @Length(min = 1, max = 128) @Matches(value = Constraint.NAME, says = Constraint.NAME_SAYS)
            String policyName,

            @Logged @Length(min = 1, max = 131072) @Matches(Constraint.DOCUMENT)
            String policyDocument) {}

    PutUserPolicy(Rights rights, InlinePolicies policies) {
        this.rights = rights;
        this.policies = policies;
    }

    /// Errors: AccessDenied, NoSuchEntity, MalformedPolicyDocument, LimitExceeded, ConcurrentModification.
    @Override
    public Change<NoContent> prepare(Invocation call, Request request) {
        Entity user = rights.on(call, "PutUserPolicy", EntityKind.USER, request.userName());
        return policies.put(user, new InlinePolicy(request.policyName(), request.policyDocument()))
                .map(_ -> NoContent.INSTANCE);
    }
}
