package dev.trent.iam;

import dev.trent.call.Invocation;
import dev.trent.call.Reading;
import dev.trent.iam.Paging.Page;
import dev.trent.identity.Attachments;
import dev.trent.identity.Entity;
import dev.trent.identity.EntityKind;
import dev.trent.identity.PolicyName;
import dev.trent.wire.Default;
import dev.trent.wire.Length;
import dev.trent.wire.Logged;
import dev.trent.wire.Matches;
import dev.trent.wire.Range;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Lists the managed policies that are attached to a role.
///
/// Source:
/// [ListAttachedRolePolicies](https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListAttachedRolePolicies.html).
final class ListAttachedRolePolicies
        implements Reading<ListAttachedRolePolicies.Request, ListAttachedRolePolicies.Response> {
    private final Rights rights;
    private final Attachments attachments;

    /// The request.
    public record Request(
            @Logged @Length(min = 1, max = 64) @Matches(value = Constraint.NAME, says = Constraint.NAME_SAYS)
            String roleName,

            @Logged @Default("/") @Length(min = 1, max = 512) @Matches(Constraint.POLICY_PATH)
            String pathPrefix,

            @Logged @Nullable @Length(min = 1, max = 320) @Matches(Constraint.MARKER)
            String marker,

            @Logged @Nullable @Range(min = 1, max = 1000) Integer maxItems) {}

    /// The answer.
    public record Response(
            List<AttachedPolicyEntry> attachedPolicies,
            Boolean isTruncated,
            @Nullable String marker) {}

    ListAttachedRolePolicies(Rights rights, Attachments attachments) {
        this.rights = rights;
        this.attachments = attachments;
    }

    /// Errors: AccessDenied, NoSuchEntity, ValidationError.
    @Override
    public Response perform(Invocation call, Request request) {
        Entity role = rights.on(call, "ListAttachedRolePolicies", EntityKind.ROLE, request.roleName());
        List<PolicyName> attached = attachments.list(role).stream()
                .filter(policy -> policy.path().startsWith(request.pathPrefix()))
                .toList();
        Paging paging = Paging.of(
                call,
                "ListAttachedRolePolicies\n" + role.uniqueId() + request.pathPrefix(),
                request.marker(),
                request.maxItems());
        Page<PolicyName> page = paging.within(attached, policy -> policy.name() + " " + policy.id());
        return new Response(page.map(AttachedPolicyEntry::of), page.truncated(), page.marker());
    }
}
