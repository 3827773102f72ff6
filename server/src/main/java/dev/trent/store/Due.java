package dev.trent.store;

import java.time.Instant;
import java.util.List;

/// A planned chore and its time: one row of the table `chore` for each kind and subject.
///
/// @param kind the kind of chore, a word such as `denials`
/// @param subject the thing that the chore is for; empty if it is for everything of the kind
/// @param when the earliest time
public record Due(String kind, String subject, Instant when) {
    /// Sets the time of a chore; replaces an earlier time.
    public void set(Tx tx) {
        tx.run("""
                INSERT INTO chore (kind, subject, due_ms) VALUES (?, ?, ?)
                ON CONFLICT (kind, subject) DO UPDATE SET due_ms = excluded.due_ms""", kind, subject, when);
    }

    /// Sets the time of a chore, unless the chore has one.
    public void setOnce(Tx tx) {
        tx.run(
                "INSERT INTO chore (kind, subject, due_ms) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
                kind,
                subject,
                when);
    }

    /// Removes this from the queue, unless it was set to another time meanwhile.
    ///
    /// @return whether it was there
    public boolean take(Tx tx) {
        return tx.run("DELETE FROM chore WHERE kind = ? AND subject = ? AND due_ms = ?", kind, subject, when) == 1;
    }

    /// Returns the due chores, the most overdue first.
    public static List<Due> list(Tx tx, Instant now, int limit) {
        return tx.list(
                "SELECT kind, subject, due_ms FROM chore WHERE due_ms <= ? ORDER BY due_ms, kind, subject LIMIT ?",
                row -> new Due(row.text("kind"), row.text("subject"), row.instant("due_ms")),
                now,
                limit);
    }
}
