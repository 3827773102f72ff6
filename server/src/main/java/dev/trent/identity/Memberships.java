package dev.trent.identity;

import static dev.trent.aws.AwsError.NO_SUCH_ENTITY;

import dev.trent.store.Table;
import dev.trent.store.Tx;
import java.util.List;

/// The users of each group.
public final class Memberships {
    /// How many groups a user may be in. Source: IAM User Guide, "IAM and AWS STS quotas".
    public static final int GROUPS_PER_USER_MAX = 10;

    private static final Table.Named MEMBERSHIP = IdentityTables.MEMBERSHIP.as("m");

    private final AccountStore store;

    Memberships(AccountStore store) {
        this.store = store;
    }

    /// Puts a user into a group; to do so again changes nothing.
    ///
    /// Errors: NoSuchEntity, LimitExceeded, ConcurrentModification.
    public void add(Tx tx, Entity group, Entity user) {
        AccountStore.changed(tx, group.account());
        EntityRows.reread(tx, group);
        EntityRows.reread(tx, user);
        List<Entity> groups = groups(tx, user.uniqueId());
        if (groups.stream().anyMatch(one -> one.uniqueId().equals(group.uniqueId()))) {
            return;
        }
        if (groups.size() >= GROUPS_PER_USER_MAX) {
            throw EntityRows.quota("GroupsPerUser", GROUPS_PER_USER_MAX);
        }
        tx.insert(IdentityTables.MEMBERSHIP, user.uniqueId(), group.uniqueId());
    }

    /// Takes a user out of a group.
    ///
    /// Errors: NoSuchEntity, ConcurrentModification.
    public void remove(Tx tx, Entity group, Entity user) {
        AccountStore.changed(tx, group.account());
        EntityRows.reread(tx, group);
        EntityRows.reread(tx, user);
        int rows = tx.run(
                "DELETE FROM iam_membership WHERE user_id = ? AND group_id = ?", user.uniqueId(), group.uniqueId());
        if (rows == 0) {
            throw NO_SUCH_ENTITY.because("User " + user.name() + " not in group " + group.name());
        }
    }

    /// Lists a user's groups in the order of their names.
    public List<Entity> groups(Entity user) {
        return store.read(tx -> groups(tx, user.uniqueId()));
    }

    /// Lists the groups of several users, each in the order of their names.
    public OfEach<Entity> groups(List<Entity> users) {
        return store.read(tx -> groups(tx, OfEach.ids(users)));
    }

    /// Lists a group's users in the order of their folded names.
    ///
    /// @param after the folded name behind which the page begins; empty for the first page
    public List<Entity> users(Entity group, String after, int rows) {
        return store.read(tx -> tx.list(
                EntityRows.selectWith(MEMBERSHIP) + " ON m.user_id = e.unique_id"
                        + " WHERE m.group_id = ? AND e.name_folded > ? ORDER BY e.name_folded LIMIT ?",
                row -> EntityRows.entity(row, MEMBERSHIP),
                group.uniqueId(),
                after,
                rows));
    }

    static List<Entity> groups(Tx tx, String userId) {
        return groups(tx, List.of(userId)).of(userId);
    }

    private static OfEach<Entity> groups(Tx tx, List<String> userIds) {
        return OfEach.read(
                tx,
                EntityRows.selectWith(MEMBERSHIP)
                        + " ON m.group_id = e.unique_id WHERE m.user_id IN (ids) ORDER BY e.name_folded",
                row -> new OfEach.Owned<>(row.of(MEMBERSHIP).text("user_id"), EntityRows.entity(row)),
                userIds);
    }
}
