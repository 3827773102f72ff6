package dev.trent.iam;

import dev.trent.aws.Tag;
import dev.trent.call.Invocation;
import dev.trent.call.Page;
import dev.trent.call.Reading;
import dev.trent.identity.EntityTags;
import dev.trent.identity.ManagedPolicy;
import dev.trent.wire.Length;
import dev.trent.wire.Logged;
import dev.trent.wire.Matches;
import dev.trent.wire.Range;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Lists the tags of a managed policy in the order of their keys.
///
/// Source: [ListPolicyTags](https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListPolicyTags.html).
final class ListPolicyTags implements Reading<ListPolicyTags.Request, ListPolicyTags.Response> {
    private final IamRights rights;
    private final EntityTags entityTags;

    /// The request.
    public record Request(
            @Logged @Length(min = 20, max = 2048) @Matches(IamPattern.STORABLE)
            String policyArn,

            @Logged @Nullable @Length(min = 1, max = 320) @Matches(IamPattern.MARKER)
            String marker,

            @Logged @Nullable @Range(min = 1, max = 1000) Integer maxItems)
            implements Paging.Request {}

    /// The answer.
    public record Response(
            List<IamTag> tags,
            Boolean isTruncated,
            @Nullable String marker) {}

    ListPolicyTags(IamRights rights, EntityTags entityTags) {
        this.rights = rights;
        this.entityTags = entityTags;
    }

    /// Errors: InvalidInput, AccessDenied, NoSuchEntity, ValidationError.
    @Override
    public Response perform(Invocation call, Request request) {
        ManagedPolicy policy = rights.onPolicy(call, "ListPolicyTags", request.policyArn(), IamFacts.none());
        Paging paging = Paging.of(call, "ListPolicyTags\n" + policy.policyName().id(), request);
        List<Tag> tags = policy.entity() == null ? List.of() : entityTags.list(policy.entity());
        Page<Tag> page = paging.within(tags, Tag::key);
        return new Response(page.map(IamTag::of), page.truncated(), page.next());
    }
}
