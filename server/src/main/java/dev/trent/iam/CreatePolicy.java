package dev.trent.iam;

import dev.trent.aws.Tag;
import dev.trent.call.Invocation;
import dev.trent.call.Writing;
import dev.trent.identity.EntityKind;
import dev.trent.identity.ManagedPolicies;
import dev.trent.identity.NewEntity;
import dev.trent.store.Change;
import dev.trent.wire.Default;
import dev.trent.wire.Length;
import dev.trent.wire.Logged;
import dev.trent.wire.Matches;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Makes a managed policy with its first version.
///
/// Source: [CreatePolicy](https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreatePolicy.html).
final class CreatePolicy implements Writing<CreatePolicy.Request, CreatePolicy.Response> {
    private final IamRights rights;
    private final ManagedPolicies policies;

    /// The request.
    public record Request(
            @Logged @Length(min = 1, max = 128) @Matches(value = IamPattern.NAME, says = IamPattern.NAME_SAYS)
            String policyName,

            @Logged @Default("/") @Length(min = 1, max = 512) @Matches(IamPattern.POLICY_PATH)
            String path,

            @Logged @Length(min = 1, max = 131072) @Matches(IamPattern.DOCUMENT)
            String policyDocument,

            @Logged @Nullable @Length(min = 0, max = 1000) @Matches(IamPattern.STORABLE)
            String description,

            @Logged @Nullable @Length(min = 0, max = 50) List<IamTag> tags) {}

    /// The answer.
    public record Response(@Logged PolicyEntry policy) {}

    CreatePolicy(IamRights rights, ManagedPolicies policies) {
        this.rights = rights;
        this.policies = policies;
    }

    /// Errors: InvalidInput, AccessDenied, MalformedPolicyDocument, EntityAlreadyExists, LimitExceeded.
    @Override
    public Change<Response> prepare(Invocation call, Request request) {
        List<Tag> tags = IamTagRules.check(request.tags());
        NewEntity made = new NewEntity(
                EntityKind.POLICY,
                IamRights.account(call),
                request.path(),
                request.policyName(),
                null,
                tags,
                call.time());
        rights.toCreate(call, made);
        return policies.create(made, request.policyDocument(), request.description())
                .map(policy -> new Response(PolicyEntry.of(policy, tags)));
    }
}
