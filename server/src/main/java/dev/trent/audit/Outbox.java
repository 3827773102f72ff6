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
/// A record is here from the commit of its change until some transaction after its delivery takes it out. What
/// a crash, or a log that could not be written, leaves here is delivered by [#deliver]: unless the log has it.
final class Outbox {
    /// How many delivered records a change takes out.
    private static final int TAKEN_OUT_MAX = 64;

    private static final int PAGE = 500;

    private final Store store;
    private final Journal journal;
    private final InstantSource clock;

    /// Those that somebody is about to deliver, and which delivered ones the same change takes out.
    private final Map<String, List<String>> underWay = new ConcurrentHashMap<>();

    /// Those that are in the log, and still here.
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

    /// Puts a record in, and takes out some of those that were delivered.
    void put(Tx tx, Line line) {
        List<String> gone = take(TAKEN_OUT_MAX);
        // INVARIANT: before the commit. Whoever finds the row without this takes it for one that was left.
        underWay.put(line.eventId(), gone);
        gone.forEach(id -> delete(tx, id));
        tx.run(
                "INSERT INTO outbox (event_id, segment, line, created_ms) VALUES (?, ?, ?, ?)",
                line.eventId(),
                journal.segmentNumber(),
                line.bytes(),
                clock.instant());
    }

    /// Takes ids of delivered records, each of which is then in the hands of one change alone.
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
        List<String> gone = underWay.remove(line.eventId());
        if (gone != null) {
            // To delete a row twice does no harm.
            delivered.addAll(gone);
        }
    }

    /// Delivers what was left, and takes out what was delivered; does what it finds, and not what comes meanwhile.
    ///
    /// @throws JournalException if the log cannot be written
    void deliver() throws IOException {
        takeOut();
        if (!journal.healthy()) {
            return;
        }
        List<Entry> entries;
        do {
            // Looked at before the rows and after them: a record that is handled meanwhile is in one of the two.
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

    /// Returns the records that somebody delivers or takes out; whoever searches the log for them searches for
    /// nothing.
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
        // A folder that was lost begins anew with the first number.
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

    /// Takes out what was delivered.
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

    private static void delete(Tx tx, String eventId) {
        tx.run("DELETE FROM outbox WHERE event_id = ?", eventId);
    }
}
