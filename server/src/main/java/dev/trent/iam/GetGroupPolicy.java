package dev.trent.iam;

import dev.trent.call.Invocation;
import dev.trent.call.Reading;
import dev.trent.identity.Entity;
import dev.trent.identity.EntityKind;
import dev.trent.identity.InlinePolicies;
import dev.trent.identity.InlinePolicy;
import dev.trent.wire.Length;
import dev.trent.wire.Logged;
import dev.trent.wire.Matches;

/// Tells a policy that is written into a group.
///
/// Source: [GetGroupPolicy](https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetGroupPolicy.html).
final class GetGroupPolicy implements Reading<GetGroupPolicy.Request, GetGroupPolicy.Response> {
    private final Rights rights;
    private final InlinePolicies policies;

    /// The request.
    public record Request(
            @Logged @Length(min = 1, max = 128) @Matches(value = Constraint.NAME, says = Constraint.NAME_SAYS)
            String groupName,

            @Logged @Length(min = 1, max = 128) @Matches(value = Constraint.NAME, says = Constraint.NAME_SAYS)
            String policyName) {}

    /// The answer; the document is percent-encoded.
    public record Response(String groupName, String policyName, String policyDocument) {}

    GetGroupPolicy(Rights rights, InlinePolicies policies) {
        this.rights = rights;
        this.policies = policies;
    }

    /// Errors: AccessDenied, NoSuchEntity.
    @Override
    public Response perform(Invocation call, Request request) {
        Entity group = rights.on(call, "GetGroupPolicy", EntityKind.GROUP, request.groupName());
        InlinePolicy policy = policies.existing(group, request.policyName());
        return new Response(group.name(), policy.name(), Documents.encoded(policy.document()));
    }
}
