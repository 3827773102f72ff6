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

/// Tells a policy that is written into a user.
///
/// Source: [GetUserPolicy](https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetUserPolicy.html).
final class GetUserPolicy implements Reading<GetUserPolicy.Request, GetUserPolicy.Response> {
    private final Rights rights;
    private final InlinePolicies policies;

    /// The request.
    public record Request(
            @Logged @Length(min = 1, max = 128) @Matches(value = Constraint.NAME, says = Constraint.NAME_SAYS)
            String userName,

            @Logged @Length(min = 1, max = 128) @Matches(value = Constraint.NAME, says = Constraint.NAME_SAYS)
            String policyName) {}

    /// The answer; the document is percent-encoded.
    public record Response(String userName, String policyName, String policyDocument) {}

    GetUserPolicy(Rights rights, InlinePolicies policies) {
        this.rights = rights;
        this.policies = policies;
    }

    /// Errors: AccessDenied, NoSuchEntity.
    @Override
    public Response perform(Invocation call, Request request) {
        Entity user = rights.on(call, "GetUserPolicy", EntityKind.USER, request.userName());
        InlinePolicy policy = policies.existing(user, request.policyName());
        return new Response(user.name(), policy.name(), Documents.encoded(policy.document()));
    }
}
