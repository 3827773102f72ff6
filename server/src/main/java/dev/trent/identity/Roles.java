package dev.trent.identity;

import static dev.trent.aws.AwsError.MALFORMED_POLICY_DOCUMENT;
import static java.util.Objects.requireNonNull;

import dev.trent.policy.Kind;
import dev.trent.policy.Policy;
import dev.trent.store.Change;
import dev.trent.store.Row;
import dev.trent.store.Table;
import dev.trent.store.Tx;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Roles; how they are found, renamed and removed is in [Entities].
public final class Roles {
    /// The greatest length of a trust policy, without white space. Source: IAM User Guide, "IAM and AWS STS
    /// quotas".
    public static final int TRUST_SIZE_MAX = 2_048;

    private static final Table.Named ROLE = IdentityTables.ROLE.as("r");

    private final AccountStore store;
    private final UniqueIds ids;
    private final PrincipalNames names;

    Roles(AccountStore store, UniqueIds ids, PrincipalNames names) {
        this.store = store;
        this.ids = ids;
        this.names = names;
    }

    /// Makes a role.
    ///
    /// Errors: EntityAlreadyExists, LimitExceeded, NoSuchEntity for the boundary.
    ///
    /// @param trust the trust policy as it is stored, see [#bound]
    public Role create(Tx tx, NewEntity made, String trust, @Nullable String description, int maxSessionSeconds) {
        String id = ids.next(EntityKind.ROLE);
        Entity entity = Entities.create(tx, store, id, made);
        tx.insert(IdentityTables.ROLE, id, trust, description, maxSessionSeconds);
        return new Role(entity, trust, description, maxSessionSeconds);
    }

    /// Returns the roles of entities; deleted ones are left out.
    public List<Role> of(List<Entity> entities) {
        return store.read(tx -> of(tx, entities));
    }

    /// Returns the role of an entity.
    ///
    /// Errors: NoSuchEntity if it is gone by now.
    public Role of(Entity entity) {
        Role role = store.read(tx -> find(tx, entity));
        if (role == null) {
            throw entity.kind().missing(entity.name());
        }
        return role;
    }

    /// Changes the description and the longest session of a role.
    ///
    /// Errors: NoSuchEntity, ConcurrentModification.
    ///
    /// @param description null to keep it
    /// @param maxSessionSeconds null to keep it
    public Role update(Tx tx, Entity entity, @Nullable String description, @Nullable Integer maxSessionSeconds) {
        AccountStore.changed(tx, entity.account());
        Role now = reread(tx, entity);
        Role changed = new Role(
                now.entity(),
                now.trust(),
                description == null ? now.description() : description,
                maxSessionSeconds == null ? now.maxSessionSeconds() : maxSessionSeconds);
        tx.update(IdentityTables.ROLE
                .at(entity.uniqueId())
                .set("description", changed.description())
                .set("max_session_seconds", changed.maxSessionSeconds()));
        return changed;
    }

    /// Gives a role another trust policy.
    ///
    /// Errors: MalformedPolicyDocument, LimitExceeded, NoSuchEntity, ConcurrentModification.
    public Change<Entity> trust(Entity entity, String trustDocument) {
        String trust = bound(trustDocument);
        return tx -> {
            AccountStore.changed(tx, entity.account());
            EntityRows.reread(tx, entity);
            tx.update(IdentityTables.ROLE.at(entity.uniqueId()).set("trust_policy", trust));
            return entity;
        };
    }

    static @Nullable Role find(Tx tx, Entity entity) {
        List<Role> found = of(tx, List.of(entity));
        return found.isEmpty() ? null : found.getFirst();
    }

    private static List<Role> of(Tx tx, List<Entity> entities) {
        Map<String, Entity> byId = entities.stream().collect(Collectors.toMap(Entity::uniqueId, one -> one));
        OfEach<Role> found = OfEach.read(
                tx,
                "SELECT " + ROLE.columns() + " FROM " + ROLE + " WHERE r.role_id IN (ids)",
                row -> owned(row.of(ROLE), byId),
                OfEach.ids(entities));
        return entities.stream().flatMap(one -> found.of(one).stream()).toList();
    }

    private static OfEach.Owned<Role> owned(Row row, Map<String, Entity> byId) {
        String id = row.text("role_id");
        return new OfEach.Owned<>(
                id,
                new Role(requireNonNull(byId.get(id)), row.text("trust_policy"), row.textOrNull("description"), (int)
                        row.number("max_session_seconds")));
    }

    private static Role reread(Tx tx, Entity entity) {
        Role role = find(tx, EntityRows.reread(tx, entity));
        if (role == null) {
            throw new AssertionError("The role " + entity.uniqueId() + " has no trust policy.");
        }
        return role;
    }

    public String bound(String trustDocument) {
        if (PolicyDocuments.size(trustDocument) > TRUST_SIZE_MAX) {
            throw EntityRows.quota("ACLSizePerRole", TRUST_SIZE_MAX);
        }
        Policy policy = PolicyDocuments.parse(trustDocument, Kind.TRUST);
        try {
            return PolicyDocuments.kept(names.bind(policy), TRUST_SIZE_MAX);
        } catch (UnknownPrincipalException unknown) {
            throw MALFORMED_POLICY_DOCUMENT
                    .because("Invalid principal in policy: \"AWS\":\"" + unknown.principal() + "\"")
                    .by("principal \"" + unknown.principal() + "\", which does not exist");
        }
    }
}
