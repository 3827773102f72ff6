package dev.trent.identity;

import dev.trent.aws.Caller;
import dev.trent.store.Row;
import dev.trent.store.Tx;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Access keys as rows of the table `access_key`.
final class AccessKeyRows {
    /// The principal of root users' keys. For all other keys it is the unique id.
    private static final String ROOT = "root";

    private static final String FACTS = """
            SELECT access_key_id, account_id, principal, active, created_ms, last_used_ms, last_used_service,
                   last_used_region
              FROM access_key
            """;

    /// Uses can be stored out of order, by minutes at most.
    private static final Duration CLOCK_ERROR_MIN = Duration.ofHours(1);

    private AccessKeyRows() {}

    /// A key that may sign, its secret still wrapped.
    @SuppressWarnings("ArrayRecordComponent") // goes from one row to one unwrapping, is never compared
    record Wrapped(Caller caller, byte[] secret) {}

    static void insert(
            Tx tx, String accessKeyId, String account, @Nullable String userId, byte[] wrapped, Instant now) {
        tx.run("""
                INSERT INTO access_key (access_key_id, account_id, principal, wrapped_secret, active, created_ms)
                VALUES (?, ?, ?, ?, 1, ?)""", accessKeyId, account, principal(userId), wrapped, now);
    }

    /// Finds an active key of a root user, or of a user that exists.
    static @Nullable Wrapped active(Tx tx, String accessKeyId) {
        return tx.first("""
                SELECT k.access_key_id, k.account_id, k.principal, k.wrapped_secret, e.path, e.name
                  FROM access_key k LEFT JOIN iam_entity e ON e.unique_id = k.principal AND e.kind = 'USER'
                 WHERE k.access_key_id = ? AND k.active = 1 AND (k.principal = 'root' OR e.name IS NOT NULL)""", AccessKeyRows::wrapped, accessKeyId);
    }

    static @Nullable String account(Tx tx, String accessKeyId) {
        return tx.first(
                "SELECT account_id FROM access_key WHERE access_key_id = ?",
                row -> row.text("account_id"),
                accessKeyId);
    }

    static @Nullable AccessKeyFacts find(Tx tx, String accessKeyId) {
        return tx.first(FACTS + "WHERE access_key_id = ?", AccessKeyRows::facts, accessKeyId);
    }

    static List<AccessKeyFacts> list(Tx tx, String account, @Nullable String userId) {
        return tx.list(
                FACTS + "WHERE account_id = ? AND principal = ? ORDER BY created_ms, access_key_id",
                AccessKeyRows::facts,
                account,
                principal(userId));
    }

    static List<AccessKeyFacts> list(Tx tx, String account) {
        return tx.list(
                FACTS + "WHERE account_id = ? ORDER BY created_ms, access_key_id", AccessKeyRows::facts, account);
    }

    static int activate(Tx tx, String account, @Nullable String userId, String accessKeyId, boolean active) {
        return tx.run(
                "UPDATE access_key SET active = ? WHERE access_key_id = ? AND account_id = ? AND principal = ?",
                active,
                accessKeyId,
                account,
                principal(userId));
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

    private static Wrapped wrapped(Row row) {
        String account = row.text("account_id");
        String accessKeyId = row.text("access_key_id");
        String principal = row.text("principal");
        if (principal.equals(ROOT)) {
            return new Wrapped(Caller.root(row.partition(), account, accessKeyId), row.bytes("wrapped_secret"));
        }
        String name = row.text("name");
        String arn = Entity.arn(row.partition(), EntityKind.USER, account, row.text("path"), name)
                .toString();
        return new Wrapped(
                new Caller(Caller.Type.IAMUser, account, principal, arn, accessKeyId, name, null),
                row.bytes("wrapped_secret"));
    }

    private static AccessKeyFacts facts(Row row) {
        String principal = row.text("principal");
        Instant used = row.instantOrNull("last_used_ms");
        return new AccessKeyFacts(
                row.text("access_key_id"),
                row.text("account_id"),
                principal.equals(ROOT) ? null : principal,
                row.flag("active"),
                row.instant("created_ms"),
                used == null
                        ? null
                        : new AccessKeyFacts.LastUse(
                                used, row.text("last_used_service"), row.text("last_used_region")));
    }
}
