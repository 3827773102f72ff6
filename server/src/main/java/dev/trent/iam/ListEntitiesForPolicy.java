package dev.trent.iam;

import dev.trent.aws.Fold;
import dev.trent.call.Invocation;
import dev.trent.call.Page;
import dev.trent.call.Reading;
import dev.trent.identity.Attachments;
import dev.trent.identity.Entity;
import dev.trent.identity.EntityKind;
import dev.trent.identity.ManagedPolicy;
import dev.trent.wire.Default;
import dev.trent.wire.Length;
import dev.trent.wire.Logged;
import dev.trent.wire.Matches;
import dev.trent.wire.Range;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Lists the users, groups and roles that a managed policy is attached to or limits.
///
/// Source:
/// [ListEntitiesForPolicy](https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListEntitiesForPolicy.html).
final class ListEntitiesForPolicy implements Reading<ListEntitiesForPolicy.Request, ListEntitiesForPolicy.Response> {
    private final IamRights rights;
    private final Attachments attachments;

    /// The request.
    public record Request(
            @Logged @Length(min = 20, max = 2048) @Matches(IamPattern.STORABLE)
            String policyArn,

            @Logged @Nullable EntityType entityFilter,

            @Logged @Default("/") @Length(min = 1, max = 512) @Matches(IamPattern.PATH)
            String pathPrefix,

            @Logged @Nullable PolicyUsage policyUsageFilter,

            @Logged @Nullable @Length(min = 1, max = 320) @Matches(IamPattern.MARKER)
            String marker,

            @Logged @Nullable @Range(min = 1, max = 1000) Integer maxItems)
            implements Paging.Request {}

    /// The answer.
    public record Response(
            List<PolicyGroup> policyGroups,
            List<PolicyUser> policyUsers,
            List<PolicyRole> policyRoles,
            Boolean isTruncated,
            @Nullable String marker) {}

    /// A group that the policy is attached to.
    public record PolicyGroup(String groupName, String groupId) {}

    /// A user that the policy is attached to or limits.
    public record PolicyUser(String userName, String userId) {}

    /// A role that the policy is attached to or limits.
    public record PolicyRole(String roleName, String roleId) {}

    ListEntitiesForPolicy(IamRights rights, Attachments attachments) {
        this.rights = rights;
        this.attachments = attachments;
    }

    /// Errors: InvalidInput, AccessDenied, NoSuchEntity, ValidationError.
    @Override
    public Response perform(Invocation call, Request request) {
        ManagedPolicy policy = rights.onPolicy(call, "ListEntitiesForPolicy", request.policyArn(), IamFacts.none());
        String listing = "ListEntitiesForPolicy\n" + policy.policyName().id() + request.pathPrefix();
        Paging paging = Paging.of(call, listing + request.entityFilter() + request.policyUsageFilter(), request);
        Page<Entity> page = paging.within(
                holders(IamRights.account(call), policy, request), entity -> entity.kind() + entity.foldedName());
        return new Response(
                some(page, EntityKind.GROUP, entity -> new PolicyGroup(entity.name(), entity.uniqueId())),
                some(page, EntityKind.USER, entity -> new PolicyUser(entity.name(), entity.uniqueId())),
                some(page, EntityKind.ROLE, entity -> new PolicyRole(entity.name(), entity.uniqueId())),
                page.truncated(),
                page.next());
    }

    /// Returns each entity once, also if the policy is attached to it and limits it.
    private List<Entity> holders(String account, ManagedPolicy policy, Request request) {
        Set<Entity> holders = new LinkedHashSet<>();
        if (request.policyUsageFilter() != PolicyUsage.PermissionsBoundary) {
            holders.addAll(attachments.holders(account, policy.policyName()));
        }
        if (request.policyUsageFilter() != PolicyUsage.PermissionsPolicy) {
            holders.addAll(attachments.limited(account, policy.policyName()));
        }
        return holders.stream()
                .filter(entity -> entity.path().startsWith(request.pathPrefix()))
                .filter(entity -> request.entityFilter() == null
                        || Fold.same(
                                request.entityFilter().name(), entity.kind().name()))
                .toList();
    }

    private static <T> List<T> some(Page<Entity> page, EntityKind kind, Function<Entity, T> shape) {
        return page.items().stream()
                .filter(entity -> entity.kind() == kind)
                .map(shape)
                .toList();
    }
}
