package dev.trent.identity;

import static dev.trent.aws.AwsError.DELETE_CONFLICT;

import dev.trent.store.DuplicateException;
import dev.trent.store.Tx;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Users and groups, and the work that roles and managed policies share with them.
///
/// A change takes the entity as it was when the permission was decided. The transaction reads it again by its
/// unique id.
public final class Entities {
    private final AccountStore store;
    private final UniqueIds ids;

    Entities(AccountStore store, UniqueIds ids) {
        this.store = store;
        this.ids = ids;
    }

    /// Returns the entity of a name, in any case, or null.
    public @Nullable Entity find(EntityKind kind, String account, String name) {
        return store.read(tx -> EntityRows.find(tx, kind, account, name));
    }

    /// Returns the entity of a unique id, or null.
    public @Nullable Entity find(String uniqueId) {
        return store.read(tx -> EntityRows.find(tx, uniqueId));
    }

    /// Lists an account's entities of a kind in the order of their folded names.
    ///
    /// @param pathPrefix the first part of the paths; `/` for all
    /// @param after the folded name behind which the page begins; empty for the first page
    public List<Entity> list(EntityKind kind, String account, String pathPrefix, String after, int rows) {
        return store.read(tx -> EntityRows.page(tx, kind, account, pathPrefix, after, rows));
    }

    /// Returns how many entities of a kind an account has.
    public long count(EntityKind kind, String account) {
        return store.read(tx -> EntityRows.count(tx, kind, account));
    }

    /// Makes a user or a group.
    ///
    /// Errors: EntityAlreadyExists, LimitExceeded, NoSuchEntity for the boundary.
    public Entity create(Tx tx, NewEntity made) {
        return create(tx, store, ids.next(made.kind()), made);
    }

    /// Gives a user or a group another name or path; its unique id stays.
    ///
    /// Errors: NoSuchEntity, EntityAlreadyExists, ConcurrentModification.
    ///
    /// @param path null to keep it
    /// @param name null to keep it
    public void rename(Tx tx, Entity entity, @Nullable String path, @Nullable String name) {
        try {
            AccountStore.changed(tx, entity.account());
            Entity now = EntityRows.reread(tx, entity);
            EntityRows.rename(tx, now, path == null ? now.path() : path, name == null ? now.name() : name);
        } catch (DuplicateException _) {
            throw entity.kind().exists(name == null ? entity.name() : name);
        }
    }

    /// Removes a user, a group or a role that has nothing attached any more.
    ///
    /// Errors: NoSuchEntity, DeleteConflict, ConcurrentModification.
    public void delete(Tx tx, Entity entity) {
        AccountStore.changed(tx, entity.account());
        EntityRows.reread(tx, entity);
        refuseWhile(tx, "iam_attachment", "entity_id", entity, "detach all policies");
        refuseWhile(tx, "iam_inline_policy", "entity_id", entity, "delete policies");
        switch (entity.kind()) {
            case USER -> {
                refuseWhile(tx, "iam_membership", "user_id", entity, "remove users from group");
                refuseWhile(tx, "access_key", "principal", entity, "delete access keys");
                refuseWhile(tx, "login_profile", "user_id", entity, "delete login profile");
                refuseWhile(tx, "mfa_device", "user_id", entity, "delete MFA device");
            }
            case GROUP -> refuseWhile(tx, "iam_membership", "group_id", entity, "remove users from group");
            case ROLE -> {}
            case POLICY -> throw new AssertionError("A policy is deleted by its own rules.");
        }
        EntityRows.delete(tx, entity);
    }

    /// Makes an entity of any kind.
    static Entity create(Tx tx, AccountStore store, String id, NewEntity made) {
        AccountStore.changed(tx, made.account());
        try {
            return EntityRows.insert(tx, id, made);
        } catch (DuplicateException _) {
            throw made.kind().exists(made.name());
        }
    }

    private static void refuseWhile(Tx tx, String table, String column, Entity entity, String must) {
        long rows = EntityRows.number(
                tx, "SELECT COUNT(*) AS number FROM " + table + " WHERE " + column + " = ?", entity.uniqueId());
        if (rows > 0) {
            throw DELETE_CONFLICT.because("Cannot delete entity, must " + must + " first.");
        }
    }
}
