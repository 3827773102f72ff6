package dev.trent.iam;

import dev.trent.call.Invocation;
import dev.trent.call.Writing;
import dev.trent.identity.Entity;
import dev.trent.identity.ManagedPolicies;
import dev.trent.store.Change;
import dev.trent.wire.Default;
import dev.trent.wire.Length;
import dev.trent.wire.Logged;
import dev.trent.wire.Matches;

/// Adds a version to a managed policy, and makes it the default version on request.
///
/// Source:
/// [CreatePolicyVersion](https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreatePolicyVersion.html).
final class CreatePolicyVersion implements Writing<CreatePolicyVersion.Request, CreatePolicyVersion.Response> {
    private final IamRights rights;
    private final ManagedPolicies policies;

    /// The request.
    public record Request(
            @Logged @Length(min = 20, max = 2048) @Matches(IamPattern.STORABLE)
            String policyArn,

            @Logged @Length(min = 1, max = 131072) @Matches(IamPattern.DOCUMENT)
            String policyDocument,

            @Logged @Default("false") Boolean setAsDefault) {}

    /// The answer.
    public record Response(@Logged PolicyVersionEntry policyVersion) {}

    CreatePolicyVersion(IamRights rights, ManagedPolicies policies) {
        this.rights = rights;
        this.policies = policies;
    }

    /// Errors: InvalidInput, AccessDenied, NoSuchEntity, MalformedPolicyDocument, LimitExceeded,
    /// ConcurrentModification.
    @Override
    public Change<Response> prepare(Invocation call, Request request) {
        Entity policy = rights.onOwnPolicy(call, "CreatePolicyVersion", request.policyArn(), IamFacts.none());
        return policies.addVersion(policy, request.policyDocument(), request.setAsDefault(), call.time())
                .map(version -> new Response(PolicyVersionEntry.listed(version)));
    }
}
