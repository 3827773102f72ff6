package dev.trent.identity;

import static dev.trent.aws.AwsError.DELETE_CONFLICT;
import static dev.trent.aws.AwsError.LIMIT_EXCEEDED;
import static dev.trent.aws.AwsError.NO_SUCH_ENTITY;
import static java.util.Objects.requireNonNull;

import dev.trent.policy.Kind;
import dev.trent.store.Change;
import dev.trent.store.Row;
import dev.trent.store.Table;
import dev.trent.store.Tx;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The managed policies of accounts, and the AWS managed policies.
public final class ManagedPolicies {
    /// The greatest length of a version, without white space. Source: IAM User Guide, "IAM and AWS STS quotas".
    public static final int SIZE_MAX = 6_144;

    /// How many versions a policy may have. Source: as above.
    public static final int VERSIONS_MAX = 5;

    private static final Table.Named POLICY = IdentityTables.POLICY.as("p");
    private static final Table.Named VERSION = IdentityTables.POLICY_VERSION.as("v");

    /// An account's own policies, with how often they are used; nobody else can use them.
    private static final String OWN = EntityRows.selectWith(POLICY, """
            (SELECT COUNT(*) FROM iam_attachment c WHERE c.policy_id = e.unique_id) AS attachments,
            (SELECT COUNT(*) FROM iam_entity l WHERE l.boundary_id = e.unique_id) AS boundary_uses""") + " ON p.policy_id = e.unique_id ";

    private static final String VERSIONS = "SELECT " + POLICY.columns() + ", " + VERSION.columns() + " FROM " + POLICY
            + " JOIN " + VERSION + " ON v.policy_id = p.policy_id WHERE p.policy_id IN (ids) ORDER BY v.version DESC";

    private static final String ATTACHMENTS = """
            SELECT a.policy_id AS owner_id, COUNT(*) AS number
              FROM iam_attachment a JOIN iam_entity e ON e.unique_id = a.entity_id
             WHERE a.policy_id IN (ids) AND e.account_id = ?
             GROUP BY a.policy_id""";

    private static final String BOUNDARY_USES = """
            SELECT boundary_id AS owner_id, COUNT(*) AS number
              FROM iam_entity
             WHERE boundary_id IN (ids) AND account_id = ?
             GROUP BY boundary_id""";

    private final AccountStore store;
    private final UniqueIds ids;

    ManagedPolicies(AccountStore store, UniqueIds ids) {
        this.store = store;
        this.ids = ids;
    }

    /// Makes a policy with its first version.
    ///
    /// Errors: MalformedPolicyDocument, EntityAlreadyExists, LimitExceeded.
    public Change<ManagedPolicy> create(NewEntity made, String document, @Nullable String description) {
        String kept = checked(document);
        String id = ids.next(EntityKind.POLICY);
        return tx -> {
            Entity entity = Entities.create(tx, store, id, made);
            tx.insert(IdentityTables.POLICY, id, description, 1, 1, made.created());
            insert(tx, id, 1, kept, made.created());
            return policy(tx, entity);
        };
    }

    /// Finds a policy that an account can use: one of its own, or an AWS managed policy.
    ///
    /// Errors: InvalidInput for a text that is not an ARN.
    public @Nullable ManagedPolicy find(String account, String arn) {
        return store.read(tx -> {
            PolicyName name = PolicyRows.find(tx, account, arn);
            if (name == null) {
                return null;
            }
            AwsManagedPolicy common = AwsManagedPolicies.byId(name.id());
            Entity own = EntityRows.find(tx, name.id());
            return common != null
                    ? common(tx, account, List.of(common)).getFirst()
                    : own != null ? policy(tx, own) : null;
        });
    }

    /// Lists all policies that an account can use: first the AWS managed policies, then its own, each in the
    /// order of names.
    public List<ManagedPolicy> list(String account) {
        return store.read(tx -> {
            List<ManagedPolicy> policies = new ArrayList<>(common(tx, account, AwsManagedPolicies.all()));
            policies.addAll(tx.list(
                    OWN + "WHERE e.account_id = ? AND e.kind = 'POLICY' ORDER BY e.name_folded",
                    ManagedPolicies::own,
                    account));
            return policies;
        });
    }

    /// Lists a policy's versions, the newest first.
    public List<ManagedPolicy.Version> versions(PolicyName policy) {
        return versions(List.of(policy)).of(policy.id());
    }

    /// Lists the versions of several policies, the newest of each first.
    public OfEach<ManagedPolicy.Version> versions(List<PolicyName> policies) {
        Map<String, List<ManagedPolicy.Version>> versions = new HashMap<>();
        List<String> own = new ArrayList<>();
        for (PolicyName policy : policies) {
            AwsManagedPolicy common = AwsManagedPolicies.byId(policy.id());
            if (common == null) {
                own.add(policy.id());
            } else {
                versions.put(
                        policy.id(), List.of(new ManagedPolicy.Version(1, common.document(), common.created(), true)));
            }
        }
        if (!own.isEmpty()) {
            OfEach<ManagedPolicy.Version> read =
                    store.read(tx -> OfEach.read(tx, VERSIONS, ManagedPolicies::version, own));
            own.forEach(id -> versions.put(id, read.of(id)));
        }
        return new OfEach<>(versions);
    }

    /// Returns a version that must be there.
    ///
    /// Errors: NoSuchEntity.
    public ManagedPolicy.Version version(PolicyName policy, String versionId) {
        for (ManagedPolicy.Version version : versions(policy)) {
            if (versionId.equals("v" + version.number())) {
                return version;
            }
        }
        throw missing(policy.arn(), versionId);
    }

    /// Returns how many versions an account's own policies have together.
    public long countVersions(String account) {
        return store.read(tx -> EntityRows.number(tx, """
                SELECT COUNT(*) AS number FROM iam_policy_version v JOIN iam_entity e ON e.unique_id = v.policy_id
                 WHERE e.account_id = ?""", account));
    }

    /// Adds a version.
    ///
    /// Errors: MalformedPolicyDocument, LimitExceeded, NoSuchEntity, ConcurrentModification.
    ///
    /// @param entity the policy
    public Change<ManagedPolicy.Version> addVersion(Entity entity, String document, boolean asDefault, Instant now) {
        String kept = checked(document);
        return tx -> {
            AccountStore.changed(tx, entity.account());
            EntityRows.reread(tx, entity);
            refuseOneTooMany(tx, entity);
            int number = 1
                    + requireNonNull(
                            tx.find(IdentityTables.POLICY.at(entity.uniqueId()), row ->
                                    (int) row.number("last_version")),
                            "a policy has its row");
            tx.update(IdentityTables.POLICY
                    .at(entity.uniqueId())
                    .set("last_version", number)
                    .set("updated_ms", now));
            insert(tx, entity.uniqueId(), number, kept, now);
            if (asDefault) {
                makeDefault(tx, entity, number);
            }
            return new ManagedPolicy.Version(number, kept, now, asDefault);
        };
    }

    /// Puts another version in force.
    ///
    /// Errors: NoSuchEntity, ConcurrentModification.
    public void setDefault(Tx tx, Entity entity, String versionId) {
        AccountStore.changed(tx, entity.account());
        EntityRows.reread(tx, entity);
        ManagedPolicy.Version version = find(tx, entity, versionId);
        makeDefault(tx, entity, version.number());
    }

    /// Removes a version that is not in force.
    ///
    /// Errors: NoSuchEntity, DeleteConflict, ConcurrentModification.
    public void deleteVersion(Tx tx, Entity entity, String versionId) {
        AccountStore.changed(tx, entity.account());
        EntityRows.reread(tx, entity);
        ManagedPolicy.Version version = find(tx, entity, versionId);
        if (version.isDefault()) {
            throw DELETE_CONFLICT.because("Cannot delete the default version of a policy.");
        }
        tx.run(
                "DELETE FROM iam_policy_version WHERE policy_id = ? AND version = ?",
                entity.uniqueId(),
                version.number());
    }

    /// Removes a policy that nobody uses.
    ///
    /// Errors: NoSuchEntity, DeleteConflict, ConcurrentModification.
    public void delete(Tx tx, Entity entity) {
        AccountStore.changed(tx, entity.account());
        ManagedPolicy policy = policy(tx, EntityRows.reread(tx, entity));
        if (policy.attachments() + policy.boundaryUses() > 0) {
            throw DELETE_CONFLICT.because("Cannot delete a policy attached to entities.");
        }
        long versions = EntityRows.number(
                tx, "SELECT COUNT(*) AS number FROM iam_policy_version WHERE policy_id = ?", entity.uniqueId());
        if (versions > 1) {
            throw DELETE_CONFLICT.because("This policy has more than one version. Before you delete a policy, you"
                    + " must delete the policy's versions. The default version is deleted with the policy.");
        }
        EntityRows.delete(tx, entity);
    }

    /// Returns the stored form of a document.
    private static String checked(String document) {
        if (PolicyDocuments.size(document) > SIZE_MAX) {
            throw EntityRows.quota("PolicySize", SIZE_MAX);
        }
        PolicyDocuments.parse(document, Kind.MANAGED);
        return PolicyDocuments.kept(document, SIZE_MAX);
    }

    private static void refuseOneTooMany(Tx tx, Entity entity) {
        long versions = EntityRows.number(
                tx, "SELECT COUNT(*) AS number FROM iam_policy_version WHERE policy_id = ?", entity.uniqueId());
        if (versions >= VERSIONS_MAX) {
            throw LIMIT_EXCEEDED.because("A managed policy can have up to " + VERSIONS_MAX
                    + " versions. Before you create a new version, you must delete an existing version.");
        }
    }

    private static void insert(Tx tx, String id, int version, String document, Instant now) {
        tx.insert(IdentityTables.POLICY_VERSION, id, version, document, now);
    }

    private static void makeDefault(Tx tx, Entity entity, int version) {
        tx.update(IdentityTables.POLICY.at(entity.uniqueId()).set("default_version", version));
    }

    private static ManagedPolicy.Version find(Tx tx, Entity entity, String versionId) {
        List<ManagedPolicy.Version> versions = OfEach.read(
                        tx, VERSIONS, ManagedPolicies::version, List.of(entity.uniqueId()))
                .of(entity);
        return versions.stream()
                .filter(version -> versionId.equals("v" + version.number()))
                .findFirst()
                .orElseThrow(() -> missing(entity.arn().toString(), versionId));
    }

    private static RuntimeException missing(String arn, String versionId) {
        return NO_SUCH_ENTITY.because(
                "Policy " + arn + " version " + versionId + " does not exist or is not attachable.");
    }

    private static OfEach.Owned<ManagedPolicy.Version> version(Row joined) {
        Row policy = joined.of(POLICY);
        Row version = joined.of(VERSION);
        int number = (int) version.number("version");
        return new OfEach.Owned<>(
                policy.text("policy_id"),
                new ManagedPolicy.Version(
                        number,
                        version.text("document"),
                        version.instant("created_ms"),
                        number == policy.number("default_version")));
    }

    private static ManagedPolicy policy(Tx tx, Entity entity) {
        ManagedPolicy found = tx.first(OWN + "WHERE e.unique_id = ?", ManagedPolicies::own, entity.uniqueId());
        if (found == null) {
            throw new AssertionError("The policy " + entity.uniqueId() + " has no version.");
        }
        return found;
    }

    private static ManagedPolicy own(Row row) {
        Entity entity = EntityRows.entity(row);
        Row policy = row.of(POLICY);
        return new ManagedPolicy(
                new PolicyName(entity.uniqueId(), entity.arn().toString()),
                entity,
                policy.textOrNull("description"),
                (int) policy.number("default_version"),
                entity.created(),
                policy.instant("updated_ms"),
                (int) row.number("attachments"),
                (int) row.number("boundary_uses"));
    }

    /// Returns policies that every account has, with how often this account uses them.
    private static List<ManagedPolicy> common(Tx tx, String account, List<AwsManagedPolicy> policies) {
        List<String> ids = policies.stream().map(AwsManagedPolicy::id).toList();
        OfEach<Long> attachments = OfEach.read(tx, ATTACHMENTS, ManagedPolicies::counted, ids, account);
        OfEach<Long> boundaryUses = OfEach.read(tx, BOUNDARY_USES, ManagedPolicies::counted, ids, account);
        return policies.stream()
                .map(policy -> new ManagedPolicy(
                        policy.policyName(tx.partition()),
                        null,
                        policy.description(),
                        1,
                        policy.created(),
                        policy.created(),
                        number(attachments.of(policy.id())),
                        number(boundaryUses.of(policy.id()))))
                .toList();
    }

    private static OfEach.Owned<Long> counted(Row row) {
        return new OfEach.Owned<>(row.text("owner_id"), row.number("number"));
    }

    /// Returns the one number of a group of rows; there is no group where there is no row.
    private static int number(List<Long> counted) {
        return counted.isEmpty() ? 0 : counted.getFirst().intValue();
    }
}
