package dev.trent.delivery;

import dev.trent.store.Row;
import dev.trent.store.Store;
import dev.trent.store.Tx;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The files that another store has to get, in the database. A file is there from the commit of its delivery until
/// the store has it.
final class ExportQueue {
    private static final int BATCH = 64;

    private final Store store;
    private volatile boolean on;
    private volatile Runnable poke = () -> {};

    /// A file that waits.
    record Waiting(boolean digest, String bucket, String key) {
        private static Waiting of(Row row) {
            return new Waiting(row.flag("digest"), row.text("bucket"), row.text("object_key"));
        }
    }

    ExportQueue(Store store) {
        this.store = store;
    }

    /// Begins to take files.
    ///
    /// @param destination names the other store
    /// @param more is told when there are files
    /// @return whether the store is new, so that it has to get all files that are there
    boolean open(String destination, Runnable more) {
        boolean known = store.read(tx -> tx.first(
                        "SELECT destination FROM trail_destination WHERE destination = ?",
                        row -> row.text("destination"),
                        destination)
                != null);
        poke = more;
        on = true;
        return !known;
    }

    /// Notes that all files that were there are in the queue.
    void opened(String destination) {
        store.write(tx -> {
            var _ = tx.run("DELETE FROM trail_destination");
            return tx.run("INSERT INTO trail_destination (destination) VALUES (?)", destination);
        });
    }

    /// Forgets the queue, because no store gets files. If one gets them later, it gets all.
    void forget() {
        boolean any = store.read(
                tx -> tx.first("SELECT destination FROM trail_destination", row -> row.text("destination")) != null);
        if (any) {
            store.write(tx -> {
                var _ = tx.run("DELETE FROM trail_destination");
                return tx.run("DELETE FROM trail_export");
            });
        }
    }

    /// Adds a file that is on disk, if files are taken.
    void add(Tx tx, String bucket, String key) {
        if (on) {
            var _ = tx.run(
                    "INSERT INTO trail_export (bucket, object_key, digest) VALUES (?, ?, ?)"
                            + " ON CONFLICT (bucket, object_key) DO NOTHING",
                    bucket,
                    key,
                    key.contains("/" + TrailKeys.DIGEST + "/"));
            tx.afterCommit(poke);
        }
    }

    /// Returns some files that wait. Digests come after the log files that they list.
    ///
    /// @param after the files behind this one; null for the first ones
    List<Waiting> next(@Nullable Waiting after) {
        String order = " ORDER BY digest, bucket, object_key LIMIT " + BATCH;
        String select = "SELECT digest, bucket, object_key FROM trail_export";
        return store.read(tx -> after == null
                ? tx.list(select + order, Waiting::of)
                : tx.list(
                        select + " WHERE (digest, bucket, object_key) > (?, ?, ?)" + order,
                        Waiting::of,
                        after.digest,
                        after.bucket,
                        after.key));
    }

    /// Removes a file that the store has.
    void done(Waiting file) {
        store.write(
                tx -> tx.run("DELETE FROM trail_export WHERE bucket = ? AND object_key = ?", file.bucket, file.key));
    }
}
