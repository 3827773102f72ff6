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

/// Writes a policy into a group, in the place of one of the same name.
///
/// Source: [PutGroupPolicy](https://docs.aws.amazon.com/IAM/latest/APIReference/API_PutGroupPolicy.html).
final class PutGroupPolicy implements Writing<PutGroupPolicy.Request, NoContent> {
    private final Rights rights;
    private final InlinePolicies policies;

    /// The request.
    public record Request(
            @Logged @Length(min = 1, max = 128) @Matches(value = Constraint.NAME, says = Constraint.NAME_SAYS)
            String groupName,

            @Logged @Length(min = 1, max = 128) @Matches(value = Constraint.NAME, says = Constraint.NAME_SAYS)
            String policyName,

            @Logged @Length(min = 1, max = 131072) @Matches(Constraint.DOCUMENT)
            String policyDocument) {}

    PutGroupPolicy(Rights rights, InlinePolicies policies) {
        this.rights = rights;
        this.policies = policies;
    }

    /// Errors: AccessDenied, NoSuchEntity, MalformedPolicyDocument, LimitExceeded, ConcurrentModification.
    @Override
    public Change<NoContent> prepare(Invocation call, Request request) {
        Entity group = rights.on(call, "PutGroupPolicy", EntityKind.GROUP, request.groupName());
        return policies.put(group, new InlinePolicy(request.policyName(), request.policyDocument()))
                .map(_ -> NoContent.INSTANCE);
    }
}
