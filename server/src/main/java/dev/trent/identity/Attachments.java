package dev.trent.identity;

import static dev.trent.aws.AwsError.NO_SUCH_ENTITY;

import dev.trent.aws.AwsException;
import dev.trent.store.Table;
import dev.trent.store.Tx;
import java.util.List;

/// The managed policies that are attached to users, groups and roles, and the permissions boundaries.
public final class Attachments {
    /// How many policies may be attached to one entity. Source: IAM User Guide, "IAM and AWS STS quotas".
    public static final int POLICIES_PER_ENTITY_MAX = 10;

    private static final Table.Named ATTACHMENT = IdentityTables.ATTACHMENT.as("a");

    private final AccountStore store;

    Attachments(AccountStore store) {
        this.store = store;
    }

    /// Attaches a policy; to do so again changes nothing.
    ///
    /// Errors: NoSuchEntity, InvalidInput, LimitExceeded, ConcurrentModification.
    public void attach(Tx tx, Entity entity, String policyArn) {
        AccountStore.changed(tx, entity.account());
        EntityRows.reread(tx, entity);
        PolicyName policy = PolicyRows.attachable(tx, entity.account(), policyArn);
        List<PolicyName> attached = PolicyRows.attached(tx, entity);
        if (attached.contains(policy)) {
            return;
        }
        if (attached.size() >= POLICIES_PER_ENTITY_MAX) {
            throw EntityRows.quota("PoliciesPer" + entity.kind().title(), POLICIES_PER_ENTITY_MAX);
        }
        tx.insert(IdentityTables.ATTACHMENT, entity.uniqueId(), policy.id());
    }

    /// Detaches a policy.
    ///
    /// Errors: NoSuchEntity, InvalidInput, ConcurrentModification.
    public void detach(Tx tx, Entity entity, String policyArn) {
        AccountStore.changed(tx, entity.account());
        EntityRows.reread(tx, entity);
        PolicyName policy = PolicyRows.find(tx, entity.account(), policyArn);
        int rows = policy == null
                ? 0
                : tx.run(
                        "DELETE FROM iam_attachment WHERE entity_id = ? AND policy_id = ?",
                        entity.uniqueId(),
                        policy.id());
        if (rows == 0) {
            throw notFound(policyArn);
        }
    }

    /// Lists the policies attached to an entity in the order of their names.
    public List<PolicyName> list(Entity entity) {
        return store.read(tx -> PolicyRows.attached(tx, entity));
    }

    /// Lists the policies attached to several entities, each in the order of their names.
    public OfEach<PolicyName> list(List<Entity> entities) {
        return store.read(tx -> PolicyRows.attached(tx, entities));
    }

    /// Makes a policy the permissions boundary of a user or role, in the place of another.
    ///
    /// Errors: NoSuchEntity, InvalidInput, ConcurrentModification.
    public void limit(Tx tx, Entity entity, String policyArn) {
        AccountStore.changed(tx, entity.account());
        EntityRows.reread(tx, entity);
        PolicyName policy = PolicyRows.attachable(tx, entity.account(), policyArn);
        tx.update(IdentityTables.ENTITY.at(entity.uniqueId()).set("boundary_id", policy.id()));
    }

    /// Takes the permissions boundary from a user or role.
    ///
    /// Errors: NoSuchEntity, ConcurrentModification.
    public void unlimit(Tx tx, Entity entity) {
        AccountStore.changed(tx, entity.account());
        EntityRows.reread(tx, entity);
        tx.update(IdentityTables.ENTITY.at(entity.uniqueId()).set("boundary_id", null));
    }

    /// Lists the account's entities that a policy is attached to, in the order of their names.
    public List<Entity> holders(String account, PolicyName policy) {
        return store.read(tx -> tx.list(
                EntityRows.selectWith(ATTACHMENT) + " ON a.entity_id = e.unique_id"
                        + " WHERE a.policy_id = ? AND e.account_id = ? ORDER BY e.name_folded, e.kind",
                row -> EntityRows.entity(row, ATTACHMENT),
                policy.id(),
                account));
    }

    /// Lists the account's users and roles that a policy is the boundary of, in the order of their names.
    public List<Entity> limited(String account, PolicyName policy) {
        return store.read(tx -> tx.list(EntityRows.SELECT + """
                WHERE e.boundary_id = ? AND e.account_id = ?
                ORDER BY e.name_folded, e.kind""", EntityRows::entity, policy.id(), account));
    }

    static AwsException notFound(String policyArn) {
        return NO_SUCH_ENTITY.because("Policy " + policyArn + " was not found.");
    }
}
