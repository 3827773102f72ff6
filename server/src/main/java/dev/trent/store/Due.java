package dev.trent.store;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An entry in the queue of chores: one row of the table `chore` for each subject of a kind.
///
/// @param kind the kind of chore, a word such as `denials`
/// @param subject the thing that the chore is for; empty if it is for everything of the kind
/// @param when the earliest time of the chore
public record Due(String kind, String subject, Instant when) {
    /// Puts the chore into the queue, or changes its time if it is there.
    public void set(Tx tx) {
        tx.run("""
                INSERT INTO chore (kind, subject, due_ms) VALUES (?, ?, ?)
                ON CONFLICT (kind, subject) DO UPDATE SET due_ms = excluded.due_ms""", kind, subject, when);
    }

    /// Removes the chore from the queue. If its time has changed in the meantime, it stays.
    ///
    /// @return whether it was removed
    public boolean take(Tx tx) {
        return tx.run("DELETE FROM chore WHERE kind = ? AND subject = ? AND due_ms = ?", kind, subject, when) == 1;
    }

    /// Returns the entry of a subject; null if there is none.
    public static @Nullable Due find(Tx tx, String kind, String subject) {
        return tx.first(
                "SELECT kind, subject, due_ms FROM chore WHERE kind = ? AND subject = ?", Due::due, kind, subject);
    }

    /// What is overdue.
    ///
    /// @param count how many chores are due
    /// @param oldest since when the most overdue one is; null if none is
    public record Overdue(long count, @Nullable Instant oldest) {}

    /// Counts the chores that are due.
    public static Overdue overdue(Tx tx, Instant now) {
        Long count = tx.first("SELECT COUNT(*) AS due FROM chore WHERE due_ms <= ?", row -> row.number("due"), now);
        List<Due> oldest = list(tx, now, 1);
        return new Overdue(
                count == null ? 0 : count,
                oldest.isEmpty() ? null : oldest.getFirst().when());
    }

    private static Due due(Row row) {
        return new Due(row.text("kind"), row.text("subject"), row.instant("due_ms"));
    }

    /// Returns the chores that are due, the most overdue first.
    public static List<Due> list(Tx tx, Instant now, int limit) {
        return tx.list(
                "SELECT kind, subject, due_ms FROM chore WHERE due_ms <= ? ORDER BY due_ms, kind, subject LIMIT ?",
                Due::due,
                now,
                limit);
    }
}
