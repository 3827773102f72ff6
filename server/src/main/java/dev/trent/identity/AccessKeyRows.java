package dev.trent.identity;

import dev.trent.aws.Caller;
import dev.trent.store.Row;
import dev.trent.store.Table;
import dev.trent.store.Tx;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Access keys as rows of the table `access_key`.
final class AccessKeyRows {
    /// The principal of root users' keys. For all other keys it is the unique id.
    private static final String ROOT = "root";

    private static final Table.Named KEY = IdentityTables.ACCESS_KEY.as("k");
    private static final Table.Named USER = IdentityTables.ENTITY.as("e");

    private static final String FACTS =
            "SELECT " + KEY.columns() + ", k.last_used_ms, k.last_used_service, k.last_used_region FROM " + KEY + " ";

    /// Uses can be stored out of order, by minutes at most.
    static final Duration CLOCK_ERROR_MIN = Duration.ofHours(1);

    private AccessKeyRows() {}

    /// A key that may sign, its secret still wrapped.
    @SuppressWarnings("ArrayRecordComponent") // goes from one row to one unwrapping, is never compared
    record Wrapped(Caller caller, byte[] secret) {}

    static void insert(
            Tx tx, String accessKeyId, String account, @Nullable String userId, byte[] wrapped, Instant now) {
        tx.insert(IdentityTables.ACCESS_KEY, accessKeyId, account, principal(userId), wrapped, true, now);
    }

    /// Finds an active key of a root user, or of a user that exists.
    static @Nullable Wrapped active(Tx tx, String accessKeyId) {
        List<Optional<Wrapped>> found = tx.list(
                "SELECT " + KEY.columns() + ", " + USER.columns() + " FROM " + KEY + " LEFT JOIN " + USER
                        + " ON e.unique_id = k.principal WHERE k.access_key_id = ?",
                AccessKeyRows::wrapped,
                accessKeyId);
        return found.isEmpty() ? null : found.getFirst().orElse(null);
    }

    static @Nullable String account(Tx tx, String accessKeyId) {
        return tx.find(IdentityTables.ACCESS_KEY.at(accessKeyId), row -> row.text("account_id"));
    }

    static @Nullable AccessKeyFacts find(Tx tx, String accessKeyId) {
        return tx.first(FACTS + "WHERE k.access_key_id = ?", AccessKeyRows::facts, accessKeyId);
    }

    static List<AccessKeyFacts> list(Tx tx, String account, @Nullable String userId) {
        return tx.list(
                FACTS + "WHERE k.account_id = ? AND k.principal = ? ORDER BY k.created_ms, k.access_key_id",
                AccessKeyRows::facts,
                account,
                principal(userId));
    }

    static List<AccessKeyFacts> list(Tx tx, String account) {
        return tx.list(
                FACTS + "WHERE k.account_id = ? ORDER BY k.created_ms, k.access_key_id", AccessKeyRows::facts, account);
    }

    static int activate(Tx tx, String account, @Nullable String userId, String accessKeyId, boolean active) {
        AccessKeyFacts found = find(tx, accessKeyId);
        if (found == null || !found.account().equals(account) || !Objects.equals(found.userId(), userId)) {
            return 0;
        }
        return tx.update(IdentityTables.ACCESS_KEY.at(accessKeyId).set("active", active));
    }

    static int delete(Tx tx, String account, @Nullable String userId, String accessKeyId) {
        return tx.run(
                "DELETE FROM access_key WHERE access_key_id = ? AND account_id = ? AND principal = ?",
                accessKeyId,
                account,
                principal(userId));
    }

    /// Stores a use, unless a later one is stored. A stored use that is much later was noted under a wrong
    /// clock, and is replaced.
    static void used(Tx tx, String accessKeyId, AccessKeyFacts.LastUse use) {
        tx.run(
                """
                UPDATE access_key SET last_used_ms = ?, last_used_service = ?, last_used_region = ?
                 WHERE access_key_id = ? AND (last_used_ms IS NULL OR last_used_ms < ? OR last_used_ms > ?)""",
                use.time(),
                use.service(),
                use.region(),
                accessKeyId,
                use.time(),
                use.time().plus(CLOCK_ERROR_MIN));
    }

    private static String principal(@Nullable String userId) {
        return userId == null ? ROOT : userId;
    }

    /// Returns the key of a row if it may sign.
    private static Optional<Wrapped> wrapped(Row joined) {
        Row row = joined.of(KEY);
        Row user = joined.ofOrNull(USER);
        if (!row.flag("active")) {
            return Optional.empty();
        }
        String account = row.text("account_id");
        String accessKeyId = row.text("access_key_id");
        String principal = row.text("principal");
        if (principal.equals(ROOT)) {
            return Optional.of(
                    new Wrapped(Caller.root(row.partition(), account, accessKeyId), row.bytes("wrapped_secret")));
        }
        if (user == null || !user.text("kind").equals(EntityKind.USER.name())) {
            return Optional.empty();
        }
        String name = user.text("name");
        String arn = Entity.arn(row.partition(), EntityKind.USER, account, user.text("path"), name)
                .toString();
        return Optional.of(new Wrapped(
                new Caller(Caller.Type.IAMUser, account, principal, arn, accessKeyId, name, null),
                row.bytes("wrapped_secret")));
    }

    private static AccessKeyFacts facts(Row all) {
        Row row = all.of(KEY);
        String principal = row.text("principal");
        Instant used = all.instantOrNull("last_used_ms");
        return new AccessKeyFacts(
                row.text("access_key_id"),
                row.text("account_id"),
                principal.equals(ROOT) ? null : principal,
                row.flag("active"),
                row.instant("created_ms"),
                used == null
                        ? null
                        : new AccessKeyFacts.LastUse(
                                used, all.text("last_used_service"), all.text("last_used_region")));
    }
}
