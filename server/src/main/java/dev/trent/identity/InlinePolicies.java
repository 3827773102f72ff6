package dev.trent.identity;

import static dev.trent.aws.AwsError.LIMIT_EXCEEDED;
import static dev.trent.aws.AwsError.NO_SUCH_ENTITY;

import dev.trent.aws.AwsException;
import dev.trent.policy.Kind;
import dev.trent.store.Change;
import dev.trent.store.Row;
import dev.trent.store.Table;
import dev.trent.store.Tx;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The policies that are written into users, groups and roles.
public final class InlinePolicies {
    private static final Table.Named POLICY = IdentityTables.INLINE_POLICY.as("p");

    private final AccountStore store;

    InlinePolicies(AccountStore store) {
        this.store = store;
    }

    /// Returns the greatest total length of the inline policies of one entity, without white space.
    ///
    /// Source: IAM User Guide, "IAM and AWS STS quotas".
    public static int sizeMax(EntityKind kind) {
        return switch (kind) {
            case USER -> 2_048;
            case GROUP -> 5_120;
            case ROLE -> 10_240;
            case POLICY -> 0;
        };
    }

    /// Writes a policy into an entity, in the place of one of the same name.
    ///
    /// Errors: MalformedPolicyDocument, NoSuchEntity, LimitExceeded, ConcurrentModification.
    public Change<InlinePolicy> put(Entity entity, InlinePolicy policy) {
        PolicyDocuments.parse(policy.document(), Kind.IDENTITY);
        return tx -> {
            AccountStore.changed(tx, entity.account());
            EntityRows.reread(tx, entity);
            deleted(tx, entity, policy.name());
            String kept = kept(tx, entity, policy);
            tx.insert(IdentityTables.INLINE_POLICY, entity.uniqueId(), policy.name(), kept);
            return policy;
        };
    }

    /// Returns a policy that must be there.
    ///
    /// Errors: NoSuchEntity.
    public InlinePolicy existing(Entity entity, String name) {
        InlinePolicy found = find(entity, name);
        if (found == null) {
            throw missing(entity, name);
        }
        return found;
    }

    /// Removes a policy.
    ///
    /// Errors: NoSuchEntity, ConcurrentModification.
    public void delete(Tx tx, Entity entity, String name) {
        AccountStore.changed(tx, entity.account());
        EntityRows.reread(tx, entity);
        if (deleted(tx, entity, name) == 0) {
            throw missing(entity, name);
        }
    }

    /// Lists all policies in the order of their names.
    public List<InlinePolicy> list(Entity entity) {
        return store.read(tx -> list(tx, entity));
    }

    /// Lists all policies of several entities, each in the order of their names.
    public OfEach<InlinePolicy> list(List<Entity> entities) {
        return store.read(tx -> list(tx, entities));
    }

    static List<InlinePolicy> list(Tx tx, Entity entity) {
        return list(tx, List.of(entity)).of(entity);
    }

    private static OfEach<InlinePolicy> list(Tx tx, List<Entity> entities) {
        return OfEach.read(
                tx,
                "SELECT " + POLICY.columns() + " FROM " + POLICY + " WHERE p.entity_id IN (ids) ORDER BY p.policy_name",
                InlinePolicies::owned,
                OfEach.ids(entities));
    }

    private @Nullable InlinePolicy find(Entity entity, String name) {
        return store.read(
                tx -> tx.find(IdentityTables.INLINE_POLICY.at(entity.uniqueId(), name), InlinePolicies::policy));
    }

    private static OfEach.Owned<InlinePolicy> owned(Row row) {
        Row policy = row.of(POLICY);
        return new OfEach.Owned<>(policy.text("entity_id"), policy(policy));
    }

    private static InlinePolicy policy(Row row) {
        return new InlinePolicy(row.text("policy_name"), row.text("document"));
    }

    private static int deleted(Tx tx, Entity entity, String name) {
        return tx.run("DELETE FROM iam_inline_policy WHERE entity_id = ? AND policy_name = ?", entity.uniqueId(), name);
    }

    /// Returns the document as it is kept beside the others of the entity.
    private static String kept(Tx tx, Entity entity, InlinePolicy added) {
        int max = sizeMax(entity.kind());
        int size = PolicyDocuments.size(added.document());
        int length = 0;
        for (InlinePolicy policy : list(tx, entity)) {
            size += PolicyDocuments.size(policy.document());
            length += policy.document().length();
        }
        int most = PolicyDocuments.PADDED_FACTOR * max;
        String kept = length + added.document().length() <= most
                ? added.document()
                : PolicyDocuments.squeezed(added.document());
        if (size > max || length + kept.length() > most) {
            throw LIMIT_EXCEEDED.because("Maximum policy size of " + max + " bytes exceeded for "
                    + entity.kind().word() + " " + entity.name());
        }
        return kept;
    }

    private static AwsException missing(Entity entity, String name) {
        return NO_SUCH_ENTITY.because(
                "The " + entity.kind().word() + " policy with name " + name + " cannot be found.");
    }
}
