package dev.trent.identity;

import static dev.trent.aws.AwsError.NO_SUCH_ENTITY;
import static java.util.Objects.requireNonNull;

import dev.trent.aws.Arn;
import dev.trent.aws.Partition;
import dev.trent.store.Row;
import dev.trent.store.Table;
import dev.trent.store.Tx;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Finds managed policies by ARN and by id, and lists the attached policies.
final class PolicyRows {
    private static final Table.Named ATTACHMENT = IdentityTables.ATTACHMENT.as("a");
    private static final Table.Named HOLDER = IdentityTables.ENTITY.as("e");
    private static final Table.Named POLICY = IdentityTables.ENTITY.as("p");

    private PolicyRows() {}

    /// Finds a policy that an account can use by its ARN: one of its own, or an AWS managed policy.
    ///
    /// Errors: InvalidInput for a text that is not the ARN of a policy, ValidationError for another partition.
    static @Nullable PolicyName find(Tx tx, String account, String arn) {
        Arn parsed = PolicyArns.parse(tx.partition(), arn);
        AwsManagedPolicy common = AwsManagedPolicies.byArn(tx.partition(), arn);
        if (common != null) {
            return common.policyName(tx.partition());
        }
        Entity own = account.equals(parsed.account()) ? EntityRows.findExactly(tx, account, parsed.resource()) : null;
        return own != null && own.arn().toString().equals(arn) ? new PolicyName(own.uniqueId(), arn) : null;
    }

    /// As [#find], for a policy that is about to be attached.
    ///
    /// Errors: InvalidInput, NoSuchEntity.
    static PolicyName attachable(Tx tx, String account, String arn) {
        PolicyName found = find(tx, account, arn);
        if (found == null) {
            throw NO_SUCH_ENTITY.because("Policy " + arn + " does not exist or is not attachable.");
        }
        return found;
    }

    /// Returns the document of a policy's default version; null if there is no such policy.
    static @Nullable String document(Tx tx, String policyId) {
        AwsManagedPolicy common = AwsManagedPolicies.byId(policyId);
        if (common != null) {
            return common.document();
        }
        Long version = tx.find(IdentityTables.POLICY.at(policyId), row -> row.number("default_version"));
        return version == null
                ? null
                : tx.find(IdentityTables.POLICY_VERSION.at(policyId, version), row -> row.text("document"));
    }

    /// Lists the policies attached to a user, group or role in the order of their names.
    static List<PolicyName> attached(Tx tx, Entity entity) {
        return attached(tx, List.of(entity)).of(entity);
    }

    /// Lists the policies attached to users, groups or roles, each in the order of their names.
    static OfEach<PolicyName> attached(Tx tx, List<Entity> entities) {
        return OfEach.read(
                        tx,
                        "SELECT " + ATTACHMENT.columns() + ", " + HOLDER.columns() + ", " + POLICY.columns() + " FROM "
                                + ATTACHMENT + " JOIN " + HOLDER + " ON e.unique_id = a.entity_id LEFT JOIN " + POLICY
                                + " ON p.unique_id = a.policy_id WHERE a.entity_id IN (ids)",
                        PolicyRows::attached,
                        OfEach.ids(entities))
                .sorted(Comparator.comparing(PolicyName::name).thenComparing(PolicyName::arn));
    }

    private static OfEach.Owned<PolicyName> attached(Row joined) {
        Row attachment = joined.of(ATTACHMENT);
        Row policy = joined.ofOrNull(POLICY);
        return new OfEach.Owned<>(
                attachment.text("entity_id"),
                requireNonNull(named(
                        joined.partition(),
                        attachment.text("policy_id"),
                        joined.of(HOLDER).text("account_id"),
                        policy == null ? null : policy.text("path"),
                        policy == null ? null : policy.text("name"))));
    }

    /// Returns the id and the ARN of a policy with a known id. A policy of an account also needs its path and
    /// name.
    static @Nullable PolicyName named(
            Partition partition, @Nullable String id, String account, @Nullable String path, @Nullable String name) {
        if (id == null) {
            return null;
        }
        if (path != null && name != null) {
            return new PolicyName(
                    id,
                    Entity.arn(partition, EntityKind.POLICY, account, path, name)
                            .toString());
        }
        AwsManagedPolicy common = AwsManagedPolicies.byId(id);
        if (common == null) {
            throw new AssertionError("The policy " + id + " is attached and does not exist.");
        }
        return common.policyName(partition);
    }
}
