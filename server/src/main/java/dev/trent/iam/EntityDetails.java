package dev.trent.iam;

import dev.trent.aws.Tag;
import dev.trent.identity.Directory;
import dev.trent.identity.Entity;
import dev.trent.identity.EntityKind;
import dev.trent.identity.InlinePolicy;
import dev.trent.identity.ManagedPolicy;
import dev.trent.identity.OfEach;
import dev.trent.identity.PolicyName;
import dev.trent.identity.Role;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Users, groups, roles and managed policies with everything that belongs to them.
///
/// Source:
///
/// [GetAccountAuthorizationDetails](https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetAccountAuthorizationDetails.html).
final class EntityDetails {
    private static final List<EntityType> ORDER = List.of(
            EntityType.User,
            EntityType.Role,
            EntityType.Group,
            EntityType.LocalManagedPolicy,
            EntityType.AWSManagedPolicy);

    private final Directory directory;

    /// One line of the listing: an entity, or a managed policy.
    ///
    /// @param position the type's number and the folded name
    record Place(
            String position,
            @Nullable Entity entity,
            @Nullable ManagedPolicy policy) {}

    /// A policy written into a user, group or role.
    public record PolicyDetail(String policyName, String policyDocument) {}

    /// A user with all its details.
    public record UserDetail(
            String path,
            String userName,
            String userId,
            String arn,
            Instant createDate,
            List<PolicyDetail> userPolicyList,
            List<String> groupList,
            List<AttachedPolicyEntry> attachedManagedPolicies,
            @Nullable BoundaryEntry permissionsBoundary,
            @Nullable List<IamTag> tags) {}

    /// A group with all its details except its users.
    public record GroupDetail(
            String path,
            String groupName,
            String groupId,
            String arn,
            Instant createDate,
            List<PolicyDetail> groupPolicyList,
            List<AttachedPolicyEntry> attachedManagedPolicies) {}

    /// A role with all its details.
    public record RoleDetail(
            String path,
            String roleName,
            String roleId,
            String arn,
            Instant createDate,
            String assumeRolePolicyDocument,
            List<ListInstanceProfilesForRole.InstanceProfile> instanceProfileList,
            List<PolicyDetail> rolePolicyList,
            List<AttachedPolicyEntry> attachedManagedPolicies,
            @Nullable BoundaryEntry permissionsBoundary,
            @Nullable List<IamTag> tags,
            RoleEntry.RoleLastUsed roleLastUsed) {}

    /// A managed policy with its versions.
    public record ManagedPolicyDetail(
            String policyName,
            String policyId,
            String arn,
            String path,
            String defaultVersionId,
            Integer attachmentCount,
            Integer permissionsBoundaryUsageCount,
            Boolean isAttachable,
            @Nullable String description,
            Instant createDate,
            Instant updateDate,
            List<PolicyVersionEntry> policyVersionList) {}

    /// The policies of all users, groups or roles of one page.
    private record Belongings(OfEach<InlinePolicy> inlinePolicies, OfEach<PolicyName> attachments) {
        List<PolicyDetail> inline(Entity entity) {
            return inlinePolicies.of(entity).stream()
                    .map(policy -> new PolicyDetail(policy.name(), Documents.encoded(policy.document())))
                    .toList();
        }

        List<AttachedPolicyEntry> attached(Entity entity) {
            return attachments.of(entity).stream().map(AttachedPolicyEntry::of).toList();
        }
    }

    EntityDetails(Directory directory) {
        this.directory = directory;
    }

    /// Lists the entities of the account by type, and each type in the order of the folded names.
    ///
    /// @param after the position behind which the page begins; empty for the first page
    List<Place> places(String account, Set<EntityType> wanted, String after, int rows) {
        List<Place> places = new ArrayList<>();
        for (int i = 0; i < ORDER.size(); i++) {
            EntityType type = ORDER.get(i);
            String number = Integer.toString(i);
            boolean begun = after.startsWith(number);
            if (wanted.contains(type) && places.size() < rows && (begun || after.compareTo(number) < 0)) {
                String afterName = begun ? after.substring(1) : "";
                places.addAll(places(type, number, account, afterName, rows - places.size()));
            }
        }
        return places;
    }

    private List<Place> places(EntityType type, String number, String account, String after, int rows) {
        return switch (type) {
            case User -> places(EntityKind.USER, number, account, after, rows);
            case Role -> places(EntityKind.ROLE, number, account, after, rows);
            case Group -> places(EntityKind.GROUP, number, account, after, rows);
            case LocalManagedPolicy, AWSManagedPolicy ->
                directory.policies().list(account).stream()
                        .filter(policy -> (policy.entity() == null) == (type == EntityType.AWSManagedPolicy))
                        .filter(policy -> name(policy).compareTo(after) > 0)
                        .limit(rows)
                        .map(policy -> new Place(number + name(policy), null, policy))
                        .toList();
        };
    }

    private List<Place> places(EntityKind kind, String number, String account, String after, int rows) {
        return directory.entities().list(kind, account, "/", after, rows).stream()
                .map(entity -> new Place(number + entity.foldedName(), entity, null))
                .toList();
    }

    private static String name(ManagedPolicy policy) {
        return policy.entity() == null
                ? policy.policyName().name()
                : policy.entity().foldedName();
    }

    List<UserDetail> users(List<Place> places) {
        List<Entity> users = entities(places, EntityKind.USER);
        Belongings belongings = belongings(users);
        OfEach<Entity> groups = directory.memberships().groups(users);
        OfEach<Tag> tags = directory.tags().list(users);
        return users.stream()
                .map(user -> new UserDetail(
                        user.path(),
                        user.name(),
                        user.uniqueId(),
                        user.arn().toString(),
                        user.created(),
                        belongings.inline(user),
                        groups.of(user).stream().map(Entity::name).toList(),
                        belongings.attached(user),
                        BoundaryEntry.of(user),
                        IamTag.of(tags.of(user))))
                .toList();
    }

    List<GroupDetail> groups(List<Place> places) {
        List<Entity> groups = entities(places, EntityKind.GROUP);
        Belongings belongings = belongings(groups);
        return groups.stream()
                .map(group -> new GroupDetail(
                        group.path(),
                        group.name(),
                        group.uniqueId(),
                        group.arn().toString(),
                        group.created(),
                        belongings.inline(group),
                        belongings.attached(group)))
                .toList();
    }

    List<RoleDetail> roles(List<Place> places) {
        List<Entity> roles = entities(places, EntityKind.ROLE);
        Belongings belongings = belongings(roles);
        OfEach<Tag> tags = directory.tags().list(roles);
        return directory.roles().of(roles).stream()
                .map(role -> detail(role, belongings, tags.of(role.entity())))
                .toList();
    }

    private RoleDetail detail(Role role, Belongings belongings, List<Tag> tags) {
        Entity entity = role.entity();
        return new RoleDetail(
                entity.path(),
                entity.name(),
                entity.uniqueId(),
                entity.arn().toString(),
                entity.created(),
                RoleEntry.trust(role.trust(), directory.principalNames()),
                List.of(),
                belongings.inline(entity),
                belongings.attached(entity),
                BoundaryEntry.of(entity),
                IamTag.of(tags),
                RoleEntry.RoleLastUsed.UNKNOWN);
    }

    List<ManagedPolicyDetail> policies(List<Place> places) {
        List<ManagedPolicy> policies = new ArrayList<>();
        for (Place place : places) {
            if (place.policy() != null) {
                policies.add(place.policy());
            }
        }
        OfEach<ManagedPolicy.Version> versions = directory
                .policies()
                .versions(policies.stream().map(ManagedPolicy::policyName).toList());
        return policies.stream()
                .map(policy -> detail(policy, versions.of(policy.policyName().id())))
                .toList();
    }

    private static ManagedPolicyDetail detail(ManagedPolicy policy, List<ManagedPolicy.Version> versions) {
        return new ManagedPolicyDetail(
                policy.policyName().name(),
                policy.policyName().id(),
                policy.policyName().arn(),
                policy.policyName().path(),
                "v" + policy.defaultVersion(),
                policy.attachments(),
                policy.boundaryUses(),
                true,
                policy.description(),
                policy.created(),
                policy.updated(),
                versions.stream().map(PolicyVersionEntry::of).toList());
    }

    private static List<Entity> entities(List<Place> places, EntityKind kind) {
        List<Entity> entities = new ArrayList<>();
        for (Place place : places) {
            if (place.entity() != null && place.entity().kind() == kind) {
                entities.add(place.entity());
            }
        }
        return entities;
    }

    private Belongings belongings(List<Entity> entities) {
        return new Belongings(
                directory.inlinePolicies().list(entities),
                directory.attachments().list(entities));
    }
}
