package dev.trent.identity;

import static dev.trent.aws.AwsError.NO_SUCH_ENTITY;
import static java.util.Objects.requireNonNull;

import dev.trent.aws.Arn;
import dev.trent.aws.Partition;
import dev.trent.store.Tx;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Finds managed policies by ARN and by id, and lists the attached policies.
final class PolicyRows {
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
        return tx.first("""
                SELECT v.document FROM iam_policy p JOIN iam_policy_version v
                    ON v.policy_id = p.policy_id AND v.version = p.default_version
                 WHERE p.policy_id = ?""", row -> row.text("document"), policyId);
    }

    /// Lists the policies attached to a user, group or role in the order of their names.
    static List<PolicyName> attached(Tx tx, Entity entity) {
        return attached(tx, List.of(entity)).of(entity);
    }

    /// Lists the policies attached to users, groups or roles, each in the order of their names.
    static OfEach<PolicyName> attached(Tx tx, List<Entity> entities) {
        return OfEach.read(
                        tx,
                        """
                        SELECT a.entity_id AS owner_id, e.account_id, a.policy_id, p.path, p.name
                          FROM iam_attachment a JOIN iam_entity e ON e.unique_id = a.entity_id
                          LEFT JOIN iam_entity p ON p.unique_id = a.policy_id
                         WHERE a.entity_id IN (ids)""",
                        row -> requireNonNull(named(
                                row.partition(),
                                row.text("policy_id"),
                                row.text("account_id"),
                                row.textOrNull("path"),
                                row.textOrNull("name"))),
                        OfEach.ids(entities))
                .sorted(Comparator.comparing(PolicyName::name).thenComparing(PolicyName::arn));
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
