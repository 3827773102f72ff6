package dev.trent.iam;

import dev.trent.call.Invocation;
import dev.trent.call.Reading;
import dev.trent.identity.EntityTags;
import dev.trent.identity.ManagedPolicy;
import dev.trent.wire.Length;
import dev.trent.wire.Logged;
import dev.trent.wire.Matches;
import java.util.List;

/// Returns a managed policy without its document, which belongs to its versions.
///
/// Source: [GetPolicy](https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetPolicy.html).
final class GetPolicy implements Reading<GetPolicy.Request, GetPolicy.Response> {
    private final IamRights rights;
    private final EntityTags tags;

    /// The request.
    public record Request(
            @Logged @Length(min = 20, max = 2048) @Matches(IamPattern.STORABLE)
            String policyArn) {}

    /// The answer.
    public record Response(PolicyEntry policy) {}

    GetPolicy(IamRights rights, EntityTags tags) {
        this.rights = rights;
        this.tags = tags;
    }

    /// Errors: InvalidInput, AccessDenied, NoSuchEntity.
    @Override
    public Response perform(Invocation call, Request request) {
        ManagedPolicy policy = rights.onPolicy(call, "GetPolicy", request.policyArn(), IamFacts.none());
        return new Response(PolicyEntry.of(policy, policy.entity() == null ? List.of() : tags.list(policy.entity())));
    }
}
