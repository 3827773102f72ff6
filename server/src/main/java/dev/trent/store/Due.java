package dev.trent.store;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is to happen by itself, and when: one row of the table `chore` for each subject of a kind.
///
/// @param kind what is to be done, a word such as `denials`
/// @param subject to what; empty if to everything of the kind
/// @param when not before
public record Due(String kind, String subject, Instant when) {
    /// Has something done at another time than was said before, if it was.
    public void set(Tx tx) {
        tx.run("""
                INSERT INTO chore (kind, subject, due_ms) VALUES (?, ?, ?)
                ON CONFLICT (kind, subject) DO UPDATE SET due_ms = excluded.due_ms""", kind, subject, when);
    }

    /// Takes this out of the queue; one that was set to another time meanwhile stays.
    ///
    /// @return whether it was there
    public boolean take(Tx tx) {
        return tx.run("DELETE FROM chore WHERE kind = ? AND subject = ? AND due_ms = ?", kind, subject, when) == 1;
    }

    /// Returns when something is due; null if never.
    public static @Nullable Due find(Tx tx, String kind, String subject) {
        return tx.first(
                "SELECT kind, subject, due_ms FROM chore WHERE kind = ? AND subject = ?", Due::due, kind, subject);
    }

    private static Due due(Row row) {
        return new Due(row.text("kind"), row.text("subject"), row.instant("due_ms"));
    }

    /// Returns what is due of one kind, the most overdue first.
    public static List<Due> list(Tx tx, String kind, Instant now, int limit) {
        return tx.list(
                "SELECT kind, subject, due_ms FROM chore WHERE kind = ? AND due_ms <= ? ORDER BY due_ms, subject LIMIT ?",
                Due::due,
                kind,
                now,
                limit);
    }

    /// Returns what is due, the most overdue first.
    public static List<Due> list(Tx tx, Instant now, int limit) {
        return tx.list(
                "SELECT kind, subject, due_ms FROM chore WHERE due_ms <= ? ORDER BY due_ms, kind, subject LIMIT ?",
                Due::due,
                now,
                limit);
    }
}
