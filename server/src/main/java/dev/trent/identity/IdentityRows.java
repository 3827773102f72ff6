package dev.trent.identity;

import dev.trent.policy.Kind;
import dev.trent.policy.Policy;
import dev.trent.store.Tx;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Reads users and roles together with all facts for authorization.
final class IdentityRows {
    private IdentityRows() {}

    /// Reads a user or role; null if there is none of that id.
    static @Nullable Identity find(Tx tx, String uniqueId, long stamp) {
        Entity entity = EntityRows.find(tx, uniqueId);
        if (entity == null) {
            return null;
        }
        return switch (entity.kind()) {
            case USER -> user(tx, entity, stamp);
            case ROLE -> role(tx, entity, stamp);
            case GROUP, POLICY -> null;
        };
    }

    private static Identity user(Tx tx, Entity user, long stamp) {
        List<NamedPolicy> policies = new ArrayList<>(policies(tx, user));
        for (Entity group : Memberships.groups(tx, user.uniqueId())) {
            policies.addAll(policies(tx, group));
        }
        return new Identity(
                user.partition(),
                Identity.Kind.USER,
                user.account(),
                user.uniqueId(),
                user.arn().toString(),
                user.name(),
                tags(tx, user),
                policies,
                boundary(tx, user),
                null,
                0,
                stamp);
    }

    private static Identity role(Tx tx, Entity entity, long stamp) {
        Role role = Objects.requireNonNull(Roles.find(tx, entity), "a role has a trust policy");
        return new Identity(
                entity.partition(),
                Identity.Kind.ROLE,
                entity.account(),
                entity.uniqueId(),
                entity.arn().toString(),
                entity.name(),
                tags(tx, entity),
                policies(tx, entity),
                boundary(tx, entity),
                Policy.parseStored(role.trust(), Kind.TRUST),
                role.maxSessionSeconds(),
                stamp);
    }

    private static List<NamedPolicy> policies(Tx tx, Entity holder) {
        String arn = holder.arn().toString();
        List<NamedPolicy> policies = new ArrayList<>();
        for (InlinePolicy inline : InlinePolicies.list(tx, holder)) {
            policies.add(
                    new NamedPolicy(inline.name(), arn, false, Policy.parseStored(inline.document(), Kind.IDENTITY)));
        }
        for (PolicyName attached : PolicyRows.attached(tx, holder)) {
            policies.add(managed(tx, attached, arn, Kind.MANAGED));
        }
        return policies;
    }

    private static @Nullable NamedPolicy boundary(Tx tx, Entity entity) {
        PolicyName boundary = entity.boundary();
        return boundary == null ? null : managed(tx, boundary, entity.arn().toString(), Kind.BOUNDARY);
    }

    /// Compiles a managed policy in its default version.
    static NamedPolicy managed(Tx tx, PolicyName name, String holder, Kind kind) {
        String document = Objects.requireNonNull(PolicyRows.document(tx, name.id()), "a policy in use exists");
        return new NamedPolicy(name.arn(), holder, true, Policy.parseStored(document, kind));
    }

    private static Map<String, String> tags(Tx tx, Entity entity) {
        Map<String, String> tags = new HashMap<>();
        TagRows.OF_ENTITIES.list(tx, entity.uniqueId()).forEach(tag -> tags.put(tag.key(), tag.value()));
        return tags;
    }
}
