package dev.trent.delivery;

import dev.trent.store.Row;
import dev.trent.store.Tx;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// How far the records of a log are delivered: to most trails together, and to some alone. A trail is alone while it
/// delivers its last records, and while it is behind the others because its files could not be written.
///
/// @param seq the number of the last record that is delivered
/// @param done the time of the last delivery, a multiple of five minutes
/// @param planSeq the files up to this record are being written; null if none are
/// @param planLimit the latest time that these files may have
record Progress(
        long seq,
        Instant done,
        @Nullable Long planSeq,
        @Nullable Instant planLimit) {

    /// Returns the name of the progress of a trail that is alone. The trails together have the id of the log.
    static String cursor(String log, Trail trail) {
        return log + " " + trail.arn();
    }

    /// Returns the progress of the trails that are alone, by the name of the cursor.
    static Map<String, Progress> alone(Tx tx, String log) {
        return tx
                .list(
                        "SELECT log, seq, done_ms, plan_seq, plan_ms FROM trail_cursor WHERE log LIKE ?",
                        row -> Map.entry(row.text("log"), of(row)),
                        log + " %")
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /// @param cursor the id of the log, or what [#cursor] returns
    static @Nullable Progress find(Tx tx, String cursor) {
        return tx.first("SELECT seq, done_ms, plan_seq, plan_ms FROM trail_cursor WHERE log = ?", Progress::of, cursor);
    }

    private static Progress of(Row row) {
        return new Progress(
                row.number("seq"), row.instant("done_ms"), row.numberOrNull("plan_seq"), row.instantOrNull("plan_ms"));
    }

    static void forget(Tx tx, String cursor) {
        var _ = tx.run("DELETE FROM trail_cursor WHERE log = ?", cursor);
    }

    /// Returns whether nothing is open, and it has come as far as another.
    boolean hasReached(Progress other) {
        return planSeq == null && seq >= other.seq && !done.isBefore(other.done);
    }

    /// Returns it for a log that may have lost its end, which an operator has accepted: its numbers come again.
    Progress within(long head) {
        return seq > head ? new Progress(head, done, null, null) : this;
    }

    /// Returns it for files that are planned anew.
    Progress withoutPlan() {
        return new Progress(seq, done, null, null);
    }

    Progress planning(long last, Instant limit) {
        return new Progress(seq, done, last, limit);
    }

    void put(Tx tx, String cursor) {
        var _ = tx.run("""
                INSERT INTO trail_cursor (log, seq, done_ms, plan_seq, plan_ms) VALUES (?, ?, ?, ?, ?)
                ON CONFLICT (log) DO UPDATE SET seq = excluded.seq, done_ms = excluded.done_ms,
                    plan_seq = excluded.plan_seq, plan_ms = excluded.plan_ms""", cursor, seq, done, planSeq, planLimit);
    }
}
