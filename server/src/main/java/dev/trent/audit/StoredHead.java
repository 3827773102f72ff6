package dev.trent.audit;

import dev.trent.store.Row;
import dev.trent.store.Store;
import dev.trent.store.Tx;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The last record of each log as the database knows it: a log has at least the records up to it.
///
/// It is stored with each change and at the end of a process. So the deletion of the log, or of its end, is
/// noticed at the next start. Records of calls that change nothing, since the last change, are not covered.
///
/// Machines that serve one database in turn have a log each. So a log that begins anew is refused only if the
/// database is a file of this machine; else it is told.
final class StoredHead {
    private static final Logger LOG = LoggerFactory.getLogger(StoredHead.class);

    private final Store store;
    private final Journal journal;
    private final InstantSource clock;

    private record Stored(String log, long segment, ChainHead head, Instant at) {
        static Stored of(Row row) {
            return new Stored(
                    row.text("log"),
                    row.number("segment"),
                    new ChainHead(row.number("seq"), row.text("hash")),
                    Instant.ofEpochMilli(row.number("stored_ms")));
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
        tx.run("""
                INSERT INTO audit_head (log, segment, seq, hash, stored_ms) VALUES (?, ?, ?, ?, ?)
                ON CONFLICT (log) DO UPDATE SET segment = excluded.segment, seq = excluded.seq, hash = excluded.hash,
                    stored_ms = excluded.stored_ms""", journal.end().log(), journal.segmentNumber(), head.seq(), head.hash(), clock.instant());
    }

    void put() {
        store.write(tx -> {
            put(tx);
            return tx;
        });
    }

    /// Returns the check that the log has what the database knows of it. It comes before anything is written to the
    /// log.
    static EndCheck of(Store store) {
        return (end, segments) -> {
            List<Stored> all =
                    store.read(tx -> tx.list("SELECT log, segment, seq, hash, stored_ms FROM audit_head", Stored::of));
            boolean known = false;
            for (Stored stored : all) {
                if (stored.log.equals(end.log())) {
                    known = true;
                    requireThere(stored, end, segments);
                }
            }
            if (!known) {
                requireNew(all, segments, store.servesOthers());
            }
        };
    }

    private static void requireThere(Stored stored, LogEnd end, Segments segments) throws IOException {
        if (end.head().seq() < stored.head.seq()) {
            requireAccepted(
                    stored,
                    segments,
                    "it ends with record " + end.head().seq() + ", and the database knows of record "
                            + stored.head.seq());
        } else if (!end.head().equals(stored.head) && !segments.has(stored.head)) {
            requireAccepted(stored, segments, "the database knows another record " + stored.head.seq());
        }
    }

    private static void requireNew(List<Stored> others, Segments segments, boolean othersServe) throws IOException {
        for (Stored other : others) {
            if (!othersServe) {
                requireAccepted(
                        other,
                        segments,
                        "it begins anew, and the database knows of record " + other.head.seq() + " of another log");
            } else if (!segments.acceptedSince(other.segment, other.at)) {
                LOG.warn(
                        "The audit log of this machine begins anew. The database knows of record {} of the log {}, which"
                                + " another machine should have.",
                        other.head.seq(),
                        other.log);
            }
        }
    }

    /// Refuses a log, unless an operator has accepted its break later.
    private static void requireAccepted(Stored stored, Segments segments, String what) throws IOException {
        if (!segments.acceptedSince(stored.segment, stored.at)) {
            throw new ChangedLogException(what);
        }
    }
}
