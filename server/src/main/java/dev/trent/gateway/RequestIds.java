package dev.trent.gateway;

import dev.trent.aws.Uuids;
import java.util.concurrent.atomic.AtomicLong;

/// Makes ids for requests and for audit records: lower-case UUIDs of version 4.
///
/// They are unique, not secret, so they need no cryptographic randomness: two rounds of the SplitMix64
/// finalizer (Steele, Lea, Flood 2014) scramble a counter with a random start. The finalizer is a bijection, so
/// no two ids of one process are equal.
public final class RequestIds {
    private final AtomicLong counter;
    private final long salt;

    /// Makes a generator.
    ///
    /// @param start the random start of the counter
    /// @param salt a random number that keeps the ids of two processes apart if their counters meet
    public RequestIds(long start, long salt) {
        this.counter = new AtomicLong(start);
        this.salt = salt;
    }

    /// Returns the next id.
    public String next() {
        long count = counter.getAndIncrement();
        return Uuids.of(mix(count), mix(count ^ salt));
    }

    private static long mix(long value) {
        long z = value * 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
