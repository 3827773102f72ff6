package dev.trent.iam;

import dev.trent.call.Invocation;
import dev.trent.call.Reading;
import dev.trent.identity.ManagedPolicies;
import dev.trent.identity.ManagedPolicy;
import dev.trent.wire.Length;
import dev.trent.wire.Logged;
import dev.trent.wire.Matches;

/// Returns a version of a managed policy with its document.
///
/// Source:
/// [GetPolicyVersion](https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetPolicyVersion.html).
final class GetPolicyVersion implements Reading<GetPolicyVersion.Request, GetPolicyVersion.Response> {
    private final IamRights rights;
    private final ManagedPolicies policies;

    /// The request.
    public record Request(
            @Logged @Length(min = 20, max = 2048) @Matches(IamPattern.STORABLE)
            String policyArn,

            @Logged @Matches(IamPattern.VERSION_ID) String versionId) {}

    /// The answer.
    public record Response(PolicyVersionEntry policyVersion) {}

    GetPolicyVersion(IamRights rights, ManagedPolicies policies) {
        this.rights = rights;
        this.policies = policies;
    }

    /// Errors: InvalidInput, AccessDenied, NoSuchEntity.
    @Override
    public Response perform(Invocation call, Request request) {
        ManagedPolicy policy = rights.onPolicy(call, "GetPolicyVersion", request.policyArn(), IamFacts.none());
        return new Response(PolicyVersionEntry.of(policies.version(policy.policyName(), request.versionId())));
    }
}
