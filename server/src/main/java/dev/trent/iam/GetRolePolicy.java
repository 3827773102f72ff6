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

/// Tells a policy that is written into a role.
///
/// Source: [GetRolePolicy](https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetRolePolicy.html).
final class GetRolePolicy implements Reading<GetRolePolicy.Request, GetRolePolicy.Response> {
    private final Rights rights;
    private final InlinePolicies policies;

    /// The request.
    public record Request(
            @Logged @Length(min = 1, max = 64) @Matches(value = Constraint.NAME, says = Constraint.NAME_SAYS)
            String roleName,

            @Logged @Length(min = 1, max = 128) @Matches(value = Constraint.NAME, says = Constraint.NAME_SAYS)
            String policyName) {}

    /// The answer; the document is percent-encoded.
    public record Response(String roleName, String policyName, String policyDocument) {}

    GetRolePolicy(Rights rights, InlinePolicies policies) {
        this.rights = rights;
        this.policies = policies;
    }

    /// Errors: AccessDenied, NoSuchEntity.
    @Override
    public Response perform(Invocation call, Request request) {
        Entity role = rights.on(call, "GetRolePolicy", EntityKind.ROLE, request.roleName());
        InlinePolicy policy = policies.existing(role, request.policyName());
        return new Response(role.name(), policy.name(), Documents.encoded(policy.document()));
    }
}
