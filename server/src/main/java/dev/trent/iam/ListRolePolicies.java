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

/// Lists the names of the policies that are written into a role.
///
/// Source:
/// [ListRolePolicies](https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListRolePolicies.html).
final class ListRolePolicies implements Reading<ListRolePolicies.Request, ListRolePolicies.Response> {
    private final Rights rights;
    private final InlinePolicies policies;

    /// The request.
    public record Request(
            @Logged @Length(min = 1, max = 64) @Matches(value = Constraint.NAME, says = Constraint.NAME_SAYS)
            String roleName,

            @Logged @Nullable @Length(min = 1, max = 320) @Matches(Constraint.MARKER)
            String marker,

            @Logged @Nullable @Range(min = 1, max = 1000) Integer maxItems) {}

    /// The answer.
    public record Response(
            List<String> policyNames,
            Boolean isTruncated,
            @Nullable String marker) {}

    ListRolePolicies(Rights rights, InlinePolicies policies) {
        this.rights = rights;
        this.policies = policies;
    }

    /// Errors: AccessDenied, NoSuchEntity, ValidationError.
    @Override
    public Response perform(Invocation call, Request request) {
        Entity role = rights.on(call, "ListRolePolicies", EntityKind.ROLE, request.roleName());
        Paging paging = Paging.of(call, "ListRolePolicies\n" + role.uniqueId(), request.marker(), request.maxItems());
        Page<InlinePolicy> page = paging.within(policies.list(role), InlinePolicy::name);
        return new Response(page.map(InlinePolicy::name), page.truncated(), page.marker());
    }
}
