package dev.trent.gateway;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;

/// Makes ids for requests and for audit records: lower-case UUIDs of version 4.
///
/// They are unique, not secret, so they need no cryptographic randomness: a counter from a random start is
/// scrambled by two rounds of the SplitMix64 finalizer (Steele, Lea, Flood 2014), a bijection, so no two of one
/// process are equal.
public final class RequestIds {
    private static final int UUID_LENGTH = 36;
    private static final byte[] HEX = {'0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'};

    private final AtomicLong counter;
    private final long salt;

    /// Makes a generator.
    ///
    /// @param start random: where the counter begins
    /// @param salt random: keeps apart two processes whose counters meet
    public RequestIds(long start, long salt) {
        this.counter = new AtomicLong(start);
        this.salt = salt;
    }

    /// Returns the next id.
    public String next() {
        long count = counter.getAndIncrement();
        long high = (mix(count) & ~0xF000L) | 0x4000L;
        long low = mix(count ^ salt) >>> 2 | 0x8000_0000_0000_0000L;
        byte[] text = new byte[UUID_LENGTH];
        int digit = 60;
        for (int i = 0; i < 18; i++) {
            if (i == 8 || i == 13) {
                text[i] = '-';
            } else {
                text[i] = HEX[(int) (high >>> digit) & 15];
                digit -= 4;
            }
        }
        digit = 60;
        for (int i = 18; i < UUID_LENGTH; i++) {
            if (i == 18 || i == 23) {
                text[i] = '-';
            } else {
                text[i] = HEX[(int) (low >>> digit) & 15];
                digit -= 4;
            }
        }
        return new String(text, StandardCharsets.ISO_8859_1);
    }

    private static long mix(long value) {
        long z = value * 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
