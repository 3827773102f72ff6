package dev.trent.audit;

import dev.trent.store.Row;
import dev.trent.store.Store;
import dev.trent.store.Tx;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;

/// The last record of the log as the database knows it: the log has at least the records up to it.
///
/// It is stored with each change and at the end of a process. So the deletion of the log, or of its end, is
/// noticed at the next start. Records of calls that change nothing, since the last change, are not covered.
final class StoredHead {
    private final Store store;
    private final Journal journal;
    private final InstantSource clock;

    private record Stored(long segment, ChainHead head, Instant at) {
        static Stored of(Row row) {
            return new Stored(
                    row.number("segment"),
                    new ChainHead(row.number("seq"), row.text("hash")),
                    Instant.ofEpochMilli(row.number("stored_ms")));
        }

        /// Returns whether an operator has accepted the end of the log later. The numbers of the segments begin
        /// again with a new folder, and a clock may go back: one of the two is enough.
        boolean isBefore(LogEnd end) {
            Instant accepted = end.accepted();
            return accepted != null && (end.segment() > segment || accepted.isAfter(at));
        }
    }

    StoredHead(Store store, Journal journal, InstantSource clock) {
        this.store = store;
        this.journal = journal;
        this.clock = clock;
    }

    /// Stores the last record that is on disk, with a change.
    void put(Tx tx) {
        ChainHead head = journal.head();
        tx.run(
                "UPDATE audit_head SET segment = ?, seq = ?, hash = ?, stored_ms = ?",
                journal.segmentNumber(),
                head.seq(),
                head.hash(),
                clock.instant());
    }

    void put() {
        store.write(tx -> {
            put(tx);
            return tx;
        });
    }

    /// Compares what the database knows with the log that was found at the start.
    ///
    /// @throws ChangedLogException if the log has less
    void requireThere() throws IOException {
        Stored stored = store.read(tx -> tx.list("SELECT segment, seq, hash, stored_ms FROM audit_head", Stored::of))
                .getFirst();
        LogEnd end = journal.end();
        if (stored.isBefore(end)) {
            put();
        } else if (end.head().seq() < stored.head.seq()) {
            throw new ChangedLogException("it ends with record " + end.head().seq()
                    + ", and the database knows of record " + stored.head.seq());
        } else if (end.head().seq() == stored.head.seq() && !end.head().equals(stored.head)) {
            throw new ChangedLogException("the database knows another record " + stored.head.seq());
        }
    }
}
