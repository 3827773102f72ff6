package dev.trent.audit;

import dev.trent.store.Row;
import dev.trent.store.Store;
import dev.trent.store.Tx;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Records of changes between their commit and the audit log, in the table `outbox`.
///
/// A record is in the table from the commit of its change until a later transaction deletes it after its
/// delivery. A crash or a failure of the log may leave records here. [#deliver] then delivers those that are
/// not in the log.
final class Outbox {
    /// The most delivered records that one change deletes.
    private static final int TAKEN_OUT_MAX = 64;

    private static final int PAGE = 500;

    private final Store store;
    private final Journal journal;
    private final InstantSource clock;

    /// For each record that a call is about to deliver: the delivered records that the same change deletes.
    private final Map<String, List<String>> underWay = new ConcurrentHashMap<>();

    /// The delivered records that are still in the table.
    private final Set<String> delivered = ConcurrentHashMap.newKeySet();

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

    /// Adds a record, and deletes some of the delivered ones.
    void put(Tx tx, Line line) {
        List<String> gone = take(TAKEN_OUT_MAX);
        // INVARIANT: this comes before the commit. `deliver()` takes a row without this mark for a row that was
        // left.
        underWay.put(line.eventId(), gone);
        gone.forEach(id -> delete(tx, id));
        tx.run(
                "INSERT INTO outbox (event_id, segment, line, created_ms) VALUES (?, ?, ?, ?)",
                line.eventId(),
                journal.segmentNumber(),
                line.bytes(),
                clock.instant());
    }

    /// Takes the ids of delivered records. Each id then belongs to one change alone.
    private List<String> take(int max) {
        List<String> taken = new ArrayList<>();
        for (Iterator<String> ids = delivered.iterator(); taken.size() < max && ids.hasNext(); ) {
            String id = ids.next();
            if (delivered.remove(id)) {
                taken.add(id);
            }
        }
        return taken;
    }

    /// Appends a record of this table to the log, and returns when it is on disk.
    ///
    /// @throws JournalException if it is not certain that the record is on disk
    void deliver(Line line) {
        journal.append(line.bytes(), line.bytes().length);
        delivered.add(line.eventId());
        underWay.remove(line.eventId());
    }

    /// Leaves a record to [#deliver()]. The record may not be in the table at all.
    void leave(Line line) {
        List<String> gone = underWay.remove(line.eventId());
        if (gone != null) {
            // Nothing happens if a row is deleted twice.
            delivered.addAll(gone);
        }
    }

    /// Delivers the records that were left, and deletes the delivered ones. It handles only rows that are there
    /// already.
    ///
    /// @throws JournalException if the log cannot be written
    void deliver() throws IOException {
        takeOut();
        if (!journal.healthy()) {
            return;
        }
        List<Entry> entries;
        do {
            // The set is read before the rows and again after them. A record that moves meanwhile is in one of
            // the two sets.
            Set<String> handled = handled();
            entries = store
                    .read(tx -> tx.list(
                            "SELECT event_id, segment, line FROM outbox ORDER BY created_ms, event_id LIMIT ?",
                            Entry::of,
                            PAGE))
                    .stream()
                    .filter(entry -> !handled.contains(entry.eventId))
                    .toList();
            Set<String> handledSince = handled();
            entries = entries.stream()
                    .filter(entry -> !handledSince.contains(entry.eventId))
                    .toList();
            deliver(entries);
            takeOut();
        } while (!entries.isEmpty());
    }

    /// Returns the records that another thread delivers or deletes. A search for them in the log would be
    /// useless.
    private Set<String> handled() {
        Set<String> handled = new HashSet<>(underWay.keySet());
        underWay.values().forEach(handled::addAll);
        handled.addAll(delivered);
        return handled;
    }

    private void deliver(List<Entry> entries) throws IOException {
        if (entries.isEmpty()) {
            return;
        }
        Set<ByteBuffer> missing = new HashSet<>();
        entries.forEach(entry -> missing.add(ByteBuffer.wrap(entry.line)));
        // If the log's folder was lost, the numbers of the segments start again with the first one.
        long from = Math.min(
                journal.segmentNumber(),
                entries.stream().mapToLong(Entry::segment).min().orElse(0));
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
        for (List<String> some = take(PAGE); !some.isEmpty(); some = some.size() < PAGE ? List.of() : take(PAGE)) {
            List<String> gone = some;
            try {
                store.write(tx -> {
                    gone.forEach(id -> delete(tx, id));
                    return gone;
                });
            } catch (RuntimeException | Error failure) {
                delivered.addAll(gone);
                throw failure;
            }
        }
    }

    /// Returns how many records are not known to be in the log.
    long waiting() {
        Long rows = store.query(
                tx -> tx.first("SELECT COUNT(*) AS rows_there FROM outbox", row -> row.number("rows_there")));
        return rows == null ? 0 : rows;
    }

    private static void delete(Tx tx, String eventId) {
        tx.run("DELETE FROM outbox WHERE event_id = ?", eventId);
    }
}
