package dev.trent.iam;

import dev.trent.call.Invocation;
import dev.trent.call.Reading;
import dev.trent.iam.Paging.Page;
import dev.trent.identity.Entity;
import dev.trent.identity.EntityKind;
import dev.trent.identity.InlinePolicies;
import dev.trent.identity.InlinePolicy;
import dev.trent.wire.Length;
import dev.trent.wire.Logged;
import dev.trent.wire.Matches;
import dev.trent.wire.Range;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Lists the names of the policies that are written into a user.
///
/// Source:
/// [ListUserPolicies](https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListUserPolicies.html).
final class ListUserPolicies implements Reading<ListUserPolicies.Request, ListUserPolicies.Response> {
    private final Rights rights;
    private final InlinePolicies policies;

    /// The request.
    public record Request(
            @Logged @Length(min = 1, max = 128) @Matches(value = Constraint.NAME, says = Constraint.NAME_SAYS)
            String userName,

            @Logged @Nullable @Length(min = 1, max = 320) @Matches(Constraint.MARKER)
            String marker,

            @Logged @Nullable @Range(min = 1, max = 1000) Integer maxItems) {}

    /// The answer.
    public record Response(
            List<String> policyNames,
            Boolean isTruncated,
            @Nullable String marker) {}

    ListUserPolicies(Rights rights, InlinePolicies policies) {
        this.rights = rights;
        this.policies = policies;
    }

    /// Errors: AccessDenied, NoSuchEntity, ValidationError.
    @Override
    public Response perform(Invocation call, Request request) {
        Entity user = rights.on(call, "ListUserPolicies", EntityKind.USER, request.userName());
        Paging paging = Paging.of(call, "ListUserPolicies\n" + user.uniqueId(), request.marker(), request.maxItems());
        Page<InlinePolicy> page = paging.within(policies.list(user), InlinePolicy::name);
        return new Response(page.map(InlinePolicy::name), page.truncated(), page.marker());
    }
}
