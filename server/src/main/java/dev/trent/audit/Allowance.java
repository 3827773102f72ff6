package dev.trent.audit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/// Limits the bytes that the refused calls of an account add to the disk. Each account has a token bucket. So a
/// caller without any right can neither fill the disk nor use up the allowance of others.
///
/// A full bucket holds the allowance of [#BURST_SECONDS] seconds. Safe for many threads; threads of different
/// accounts share no lock.
public final class Allowance {
    /// A bucket holds the bytes of this many seconds.
    public static final int BURST_SECONDS = 16;

    private static final int ACCOUNTS_MAX = 10_000;
    private static final double NANOS_PER_SECOND = 1e9;

    private final long bytesPerSecond;
    private final LongSupplier nanos;
    private final LongAdder missedEver = new LongAdder();
    private final Cache<String, Bucket> buckets =
            Caffeine.newBuilder().maximumSize(ACCOUNTS_MAX).build();

    // Guarded by itself.
    private static final class Bucket {
        private double bytes;
        private long filledAt;
        private long missed;

        Bucket(double bytes, long filledAt) {
            this.bytes = bytes;
            this.filledAt = filledAt;
        }
    }

    /// Makes an allowance.
    ///
    /// @param bytesPerSecond the allowance of one account; 0 for no limit
    /// @param nanos a clock that never goes back
    public Allowance(long bytesPerSecond, LongSupplier nanos) {
        this.bytesPerSecond = bytesPerSecond;
        this.nanos = nanos;
    }

    /// Returns an allowance without a bound.
    public static Allowance unbounded() {
        return new Allowance(0, () -> 0);
    }

    /// Takes bytes from an account's bucket. If the bucket has too few bytes, it returns false and counts the
    /// call.
    public boolean take(String account, int bytes) {
        return take(account, bytes, 0);
    }

    /// As [#take], for what strangers make: half of the bucket is left to the account's own calls.
    public boolean takeForStranger(String account, int bytes) {
        return take(account, bytes, burst() / 2);
    }

    private boolean take(String account, int bytes, double left) {
        if (bytesPerSecond == 0) {
            return true;
        }
        long now = nanos.getAsLong();
        Bucket bucket = buckets.get(account, _ -> new Bucket(burst(), now));
        synchronized (bucket) {
            double brought = Math.max(0, now - bucket.filledAt) / NANOS_PER_SECOND * bytesPerSecond;
            bucket.bytes = Math.min(burst(), bucket.bytes + brought);
            bucket.filledAt = now;
            if (bucket.bytes < bytes + left) {
                bucket.missed++;
                missedEver.increment();
                return false;
            }
            bucket.bytes -= bytes;
            return true;
        }
    }

    /// Returns, for each account, how many times a call found too few bytes since the last use of this method.
    /// Accounts without such a call are left out.
    public Map<String, Long> missed() {
        Map<String, Long> missed = new TreeMap<>();
        buckets.asMap().forEach((account, bucket) -> {
            synchronized (bucket) {
                if (bucket.missed > 0) {
                    missed.put(account, bucket.missed);
                    bucket.missed = 0;
                }
            }
        });
        return missed;
    }

    /// Returns how many times a call found too few bytes since the start, in all accounts together.
    public long missedEver() {
        return missedEver.sum();
    }

    private double burst() {
        return (double) bytesPerSecond * BURST_SECONDS;
    }
}
