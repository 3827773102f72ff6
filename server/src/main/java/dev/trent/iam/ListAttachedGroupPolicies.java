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

/// Lists the managed policies that are attached to a group.
///
/// Source:
/// [ListAttachedGroupPolicies](https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListAttachedGroupPolicies.html).
final class ListAttachedGroupPolicies
        implements Reading<ListAttachedGroupPolicies.Request, ListAttachedGroupPolicies.Response> {
    private final Rights rights;
    private final Attachments attachments;

    /// The request.
    public record Request(
            @Logged @Length(min = 1, max = 128) @Matches(value = Constraint.NAME, says = Constraint.NAME_SAYS)
            String groupName,

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

    ListAttachedGroupPolicies(Rights rights, Attachments attachments) {
        this.rights = rights;
        this.attachments = attachments;
    }

    /// Errors: AccessDenied, NoSuchEntity, ValidationError.
    @Override
    public Response perform(Invocation call, Request request) {
        Entity group = rights.on(call, "ListAttachedGroupPolicies", EntityKind.GROUP, request.groupName());
        List<PolicyName> attached = attachments.list(group).stream()
                .filter(policy -> policy.path().startsWith(request.pathPrefix()))
                .toList();
        Paging paging = Paging.of(
                call,
                "ListAttachedGroupPolicies\n" + group.uniqueId() + request.pathPrefix(),
                request.marker(),
                request.maxItems());
        Page<PolicyName> page = paging.within(attached, policy -> policy.name() + " " + policy.id());
        return new Response(page.map(AttachedPolicyEntry::of), page.truncated(), page.marker());
    }
}
