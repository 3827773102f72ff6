package dev.trent.audit;

import dev.trent.store.Row;
import dev.trent.store.Store;
import dev.trent.store.Tx;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Records of changes between their commit and the audit log, in the table `outbox`.
///
/// A record is here from the commit of its change until a transaction after its delivery deletes it. A crash or
/// a failed log leaves records here. [#deliver] delivers those that the log does not have.
final class Outbox {
    /// How many delivered records a change takes out.
    private static final int TAKEN_OUT_MAX = 64;

    private static final int PAGE = 500;

    private final Store store;
    private final Journal journal;
    private final InstantSource clock;

    /// Those that somebody is about to deliver.
    private final Set<String> underWay = ConcurrentHashMap.newKeySet();

    /// Records that are in the log, and still in the outbox.
    private final Set<String> delivered = ConcurrentHashMap.newKeySet();

    private volatile boolean left = true;

    @SuppressWarnings("ArrayRecordComponent") // goes from a row to the log
    private record Entry(String eventId, long segment, byte[] line) {
        static Entry of(Row row) {
            return new Entry(row.text("event_id"), row.number("segment"), row.bytes("line"));
        }
    }

    Outbox(Store store, Journal journal, InstantSource clock) {
        this.store = store;
        this.journal = journal;
        this.clock = clock;
    }

    /// Inserts a record, and deletes some of the delivered ones.
    void put(Tx tx, Line line) {
        List<String> gone = delivered.stream().limit(TAKEN_OUT_MAX).toList();
        gone.forEach(id -> delete(tx, id));
        // INVARIANT: this comes before the commit. [#deliver] takes a row without this mark for a row that was
        // left.
        underWay.add(line.eventId());
        tx.run(
                "INSERT INTO outbox (event_id, segment, line, created_ms) VALUES (?, ?, ?, ?)",
                line.eventId(),
                journal.segmentNumber(),
                line.bytes(),
                clock.instant());
        tx.afterCommit(() -> gone.forEach(delivered::remove));
    }

    /// Appends a record that was put in, and returns once it is on disk.
    ///
    /// @throws JournalException if it is not known to be
    void deliver(Line line) {
        journal.append(line.bytes(), line.bytes().length);
        delivered.add(line.eventId());
        underWay.remove(line.eventId());
    }

    /// Leaves a record to [#deliver()]; it may never have been put in.
    void leave(Line line) {
        left = true;
        underWay.remove(line.eventId());
    }

    /// Delivers the records that were left, and deletes the delivered ones.
    ///
    /// @throws JournalException if the log cannot be written
    void deliver() throws IOException {
        takeOut();
        // This comes before the reading. So a record that is left from now on is not overlooked.
        boolean look = left && journal.healthy();
        if (!look) {
            return;
        }
        left = false;
        try {
            List<Entry> entries;
            do {
                entries = store
                        .read(tx -> tx.list(
                                "SELECT event_id, segment, line FROM outbox ORDER BY created_ms, event_id LIMIT ?",
                                Entry::of,
                                PAGE))
                        .stream()
                        .filter(entry -> !underWay.contains(entry.eventId) && !delivered.contains(entry.eventId))
                        .toList();
                deliver(entries);
                takeOut();
            } while (!entries.isEmpty());
        } catch (IOException | RuntimeException failure) {
            left = true;
            throw failure;
        }
    }

    private void deliver(List<Entry> entries) throws IOException {
        if (entries.isEmpty()) {
            return;
        }
        Set<ByteBuffer> missing = new HashSet<>();
        entries.forEach(entry -> missing.add(ByteBuffer.wrap(entry.line)));
        long from = entries.stream().mapToLong(Entry::segment).min().orElse(0);
        journal.removeFound(from, missing);
        for (Entry entry : entries) {
            if (missing.contains(ByteBuffer.wrap(entry.line))) {
                journal.append(entry.line, entry.line.length);
            }
            delivered.add(entry.eventId);
        }
    }

    /// Deletes the delivered records.
    void takeOut() {
        while (!delivered.isEmpty()) {
            store.write(tx -> {
                List<String> gone = delivered.stream().limit(PAGE).toList();
                gone.forEach(id -> delete(tx, id));
                tx.afterCommit(() -> gone.forEach(delivered::remove));
                return gone;
            });
        }
    }

    private static void delete(Tx tx, String eventId) {
        tx.run("DELETE FROM outbox WHERE event_id = ?", eventId);
    }
}
