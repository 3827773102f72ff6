package dev.trent.iam;

import dev.trent.call.Invocation;
import dev.trent.call.Page;
import dev.trent.call.Reading;
import dev.trent.identity.Attachments;
import dev.trent.identity.Entity;
import dev.trent.identity.PolicyName;
import dev.trent.wire.Default;
import dev.trent.wire.Length;
import dev.trent.wire.Logged;
import dev.trent.wire.Matches;
import dev.trent.wire.Range;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Lists the managed policies that are attached to a user, group or role.
///
/// Source:
/// [ListAttachedUserPolicies](https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListAttachedUserPolicies.html),
/// [ListAttachedGroupPolicies](https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListAttachedGroupPolicies.html),
/// [ListAttachedRolePolicies](https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListAttachedRolePolicies.html).
record ListAttachedPolicies<Q extends Record & ListAttachedPolicies.Request>(
        String name, Class<Q> request, IamRights rights, Attachments attachments)
        implements Reading<Q, ListAttachedPolicies.Response> {

    /// What the requests have in common.
    interface Request extends Named, Paging.Request {
        String pathPrefix();
    }

    /// The request about a user.
    public record OfUser(
            @Logged @Length(min = 1, max = 64) @Matches(value = IamPattern.NAME, says = IamPattern.NAME_SAYS)
            String userName,

            @Logged @Default("/") @Length(min = 1, max = 512) @Matches(IamPattern.POLICY_PATH)
            String pathPrefix,

            @Logged @Nullable @Length(min = 1, max = 320) @Matches(IamPattern.MARKER)
            String marker,

            @Logged @Nullable @Range(min = 1, max = 1000) Integer maxItems)
            implements Request, Named.User {}

    /// The request about a group.
    public record OfGroup(
            @Logged @Length(min = 1, max = 128) @Matches(value = IamPattern.NAME, says = IamPattern.NAME_SAYS)
            String groupName,

            @Logged @Default("/") @Length(min = 1, max = 512) @Matches(IamPattern.POLICY_PATH)
            String pathPrefix,

            @Logged @Nullable @Length(min = 1, max = 320) @Matches(IamPattern.MARKER)
            String marker,

            @Logged @Nullable @Range(min = 1, max = 1000) Integer maxItems)
            implements Request, Named.Group {}

    /// The request about a role.
    public record OfRole(
            @Logged @Length(min = 1, max = 64) @Matches(value = IamPattern.NAME, says = IamPattern.NAME_SAYS)
            String roleName,

            @Logged @Default("/") @Length(min = 1, max = 512) @Matches(IamPattern.POLICY_PATH)
            String pathPrefix,

            @Logged @Nullable @Length(min = 1, max = 320) @Matches(IamPattern.MARKER)
            String marker,

            @Logged @Nullable @Range(min = 1, max = 1000) Integer maxItems)
            implements Request, Named.Role {}

    /// The answer.
    public record Response(
            List<AttachedPolicyEntry> attachedPolicies,
            Boolean isTruncated,
            @Nullable String marker) {}

    /// Errors: AccessDenied, NoSuchEntity, ValidationError.
    @Override
    public Response perform(Invocation call, Q request) {
        Entity entity = rights.on(call, name, request);
        List<PolicyName> attached = attachments.list(entity).stream()
                .filter(policy -> policy.path().startsWith(request.pathPrefix()))
                .toList();
        Paging paging = Paging.of(call, name + "\n" + entity.uniqueId() + request.pathPrefix(), request);
        Page<PolicyName> page = paging.within(attached, policy -> policy.name() + " " + policy.id());
        return new Response(page.map(AttachedPolicyEntry::of), page.truncated(), page.next());
    }
}
