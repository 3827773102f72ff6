package dev.trent.delivery;

import dev.trent.store.Row;
import dev.trent.store.Tx;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A chain of digests: those of one trail and Region, up to its last one.
///
/// @param ended the end of the last digest; if there is none, the time at which the first one begins
/// @param last the last digest; null if there is none
record DigestChain(
        String trail,
        String region,
        Instant ended,
        @Nullable Last last) {
    /// The last digest of a chain.
    ///
    /// @param hash of the digest before it was compressed, in lower-case hexadecimal
    /// @param signature in lower-case hexadecimal
    record Last(String bucket, String key, String hash, String signature) {}

    DigestChain after(Instant end, Last digest) {
        return new DigestChain(trail, region, end, digest);
    }

    /// Returns the chains of a trail, by Region.
    static List<DigestChain> list(Tx tx, String trail) {
        return tx.list(
                "SELECT trail, region, ended_ms, bucket, object_key, hash, signature FROM trail_chain WHERE trail = ?"
                        + " ORDER BY region",
                DigestChain::of,
                trail);
    }

    private static DigestChain of(Row row) {
        String bucket = row.textOrNull("bucket");
        return new DigestChain(
                row.text("trail"),
                row.text("region"),
                row.instant("ended_ms"),
                bucket == null
                        ? null
                        : new Last(bucket, row.text("object_key"), row.text("hash"), row.text("signature")));
    }

    /// Returns whether a trail has a chain in a Region.
    static boolean exists(Tx tx, String trail, String region) {
        return tx.first(
                        "SELECT region FROM trail_chain WHERE trail = ? AND region = ?",
                        row -> row.text("region"),
                        trail,
                        region)
                != null;
    }

    /// Begins a chain, unless it has begun.
    void begin(Tx tx) {
        var _ = tx.run(
                "INSERT INTO trail_chain (trail, region, ended_ms) VALUES (?, ?, ?) ON CONFLICT (trail, region) DO NOTHING",
                trail,
                region,
                ended);
    }

    void put(Tx tx) {
        var _ = tx.run(
                "UPDATE trail_chain SET ended_ms = ?, bucket = ?, object_key = ?, hash = ?, signature = ?"
                        + " WHERE trail = ? AND region = ?",
                ended,
                last == null ? null : last.bucket,
                last == null ? null : last.key,
                last == null ? null : last.hash,
                last == null ? null : last.signature,
                trail,
                region);
    }

    void end(Tx tx) {
        var _ = tx.run("DELETE FROM trail_chain WHERE trail = ? AND region = ?", trail, region);
        var _ = tx.run("DELETE FROM trail_file WHERE trail = ? AND region = ?", trail, region);
    }

    /// Returns the log files that no digest lists yet, the oldest first.
    List<LogFile.Written> files(Tx tx) {
        return tx.list(
                "SELECT bucket, object_key, delivered_ms, hash, oldest, newest FROM trail_file"
                        + " WHERE trail = ? AND region = ? ORDER BY delivered_ms, object_key",
                row -> new LogFile.Written(
                        trail,
                        region,
                        row.text("bucket"),
                        row.text("object_key"),
                        row.instant("delivered_ms"),
                        row.text("hash"),
                        row.text("oldest"),
                        row.text("newest")),
                trail,
                region);
    }

    /// Notes that digests list the files that were delivered up to a time.
    void listed(Tx tx, Instant end) {
        var _ = tx.run(
                "DELETE FROM trail_file WHERE trail = ? AND region = ? AND delivered_ms <= ?", trail, region, end);
    }

    /// Notes a log file that a digest has to list.
    static void add(Tx tx, LogFile.Written file) {
        var _ = tx.run(
                "INSERT INTO trail_file (bucket, object_key, trail, region, delivered_ms, hash, oldest, newest)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (bucket, object_key) DO NOTHING",
                file.bucket(),
                file.key(),
                file.trail(),
                file.region(),
                file.delivered(),
                file.hash(),
                file.oldest(),
                file.newest());
    }
}
