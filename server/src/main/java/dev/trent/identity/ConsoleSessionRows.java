package dev.trent.identity;

import dev.trent.identity.ConsoleSession.Facts;
import dev.trent.identity.ConsoleSession.Method;
import dev.trent.identity.ConsoleSession.Role;
import dev.trent.store.Row;
import dev.trent.store.Table;
import dev.trent.store.Tx;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Sessions of the web console as rows of the table `console_session`.
final class ConsoleSessionRows {
    private static final Table.Named SESSION = IdentityTables.CONSOLE_SESSION.as("s");

    private static final String FACTS = "SELECT " + SESSION.columns() + ", n.seen_ms FROM " + SESSION
            + " LEFT JOIN console_session_seen n ON n.session_hash = s.session_hash ";

    private ConsoleSessionRows() {}

    static void insert(Tx tx, Facts facts) {
        tx.insert(
                IdentityTables.CONSOLE_SESSION,
                facts.hash(),
                facts.handle(),
                facts.content().account(),
                facts.principal(),
                facts.method().word(),
                facts.accessKeyId(),
                facts.byToken(),
                facts.mfa(),
                facts.content().toBytes(),
                facts.role() == null ? null : facts.role().content().toBytes(),
                facts.role() == null ? null : facts.role().arn(),
                facts.began(),
                facts.expires(),
                facts.sourceIp(),
                facts.userAgent());
    }

    static @Nullable ConsoleSession find(Tx tx, String hash) {
        return tx.first(FACTS + "WHERE s.session_hash = ?", ConsoleSessionRows::session, hash);
    }

    /// Lists the sessions of a user, the oldest first.
    static List<ConsoleSession> list(Tx tx, String account, String principal) {
        return tx.list(
                FACTS + "WHERE s.account_id = ? AND s.principal = ? ORDER BY s.began_ms, s.session_hash",
                ConsoleSessionRows::session,
                account,
                principal);
    }

    static int switchTo(Tx tx, String hash, @Nullable Role role) {
        return tx.update(IdentityTables.CONSOLE_SESSION
                .at(hash)
                .set("role_content", role == null ? null : role.content().toBytes())
                .set("role_arn", role == null ? null : role.arn()));
    }

    static int delete(Tx tx, String hash) {
        tx.run("DELETE FROM console_session_seen WHERE session_hash = ?", hash);
        return tx.run("DELETE FROM console_session WHERE session_hash = ?", hash);
    }

    static void deleteExpired(Tx tx, Instant now) {
        tx.run("DELETE FROM console_session WHERE expires_ms <= ?", now);
        ConsoleLinks.deleteExpired(tx, now);
        tx.run("DELETE FROM console_session_seen WHERE seen_ms <= ?", now.minus(ConsoleSessions.LIFE_MAX));
    }

    static void seen(Tx tx, String hash, Instant time) {
        tx.run("""
                INSERT INTO console_session_seen (session_hash, seen_ms) VALUES (?, ?)
                ON CONFLICT (session_hash) DO UPDATE SET seen_ms = excluded.seen_ms""", hash, time);
    }

    private static ConsoleSession session(Row row) {
        Row own = row.of(SESSION);
        byte[] role = own.bytesOrNull("role_content");
        Facts facts = new Facts(
                own.text("session_hash"),
                own.text("handle"),
                own.text("principal"),
                Method.of(own.text("method")),
                own.textOrNull("access_key_id"),
                own.flag("by_token"),
                own.flag("mfa"),
                SessionContent.of(ByteBuffer.wrap(own.bytes("content"))),
                role == null ? null : new Role(SessionContent.of(ByteBuffer.wrap(role)), own.text("role_arn")),
                own.instant("began_ms"),
                own.instant("expires_ms"),
                own.text("source_ip"),
                own.text("user_agent"));
        Instant seen = row.instantOrNull("seen_ms");
        return new ConsoleSession(facts, seen == null || seen.isBefore(facts.began()) ? facts.began() : seen);
    }
}
