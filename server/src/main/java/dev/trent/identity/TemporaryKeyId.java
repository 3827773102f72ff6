package dev.trent.identity;

import java.security.SecureRandom;
import org.jspecify.annotations.Nullable;

/// The ids of temporary access keys: `ASIA` and 16 characters that hold the account and 39 random bits.
///
/// The characters are base 32 of ten bytes: a bit that is 1, the account in 40 bits, then the random ones.
/// AWS lays its ids out so, and tools read the account off them. The id proves nothing; the session token
/// does.
public final class TemporaryKeyId {
    static final String PREFIX = "ASIA";

    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final int CHARACTERS = 16;
    private static final int CHARACTER_BITS = 5;
    private static final int CHARACTER_MASK = (1 << CHARACTER_BITS) - 1;
    // The upper half, in 40 of its bits: the one, then 39 of the account's 40.
    private static final int HALF_CHARACTERS = CHARACTERS / 2;
    private static final long HALF_MASK = (1L << 40) - 1;
    private static final long TOP_BIT = 1L << 39;
    private static final long ACCOUNTS = 1_000_000_000_000L;

    private TemporaryKeyId() {}

    /// Draws a new id.
    static String draw(String account, SecureRandom random) {
        long number = Long.parseLong(account);
        long upper = TOP_BIT | number >>> 1;
        long lower = ((number & 1) << 39 | (random.nextLong() & (TOP_BIT - 1))) & HALF_MASK;
        StringBuilder id = new StringBuilder(PREFIX);
        append(upper, id);
        append(lower, id);
        return id.toString();
    }

    /// Returns the account that the id of a temporary access key names; null if it is no such id.
    public static @Nullable String account(String id) {
        if (id.length() != PREFIX.length() + CHARACTERS || !id.startsWith(PREFIX)) {
            return null;
        }
        long upper = half(id, PREFIX.length());
        long lower = half(id, PREFIX.length() + HALF_CHARACTERS);
        if (upper < TOP_BIT || lower < 0) {
            return null;
        }
        long number = (upper & (TOP_BIT - 1)) << 1 | lower >>> 39;
        return number < ACCOUNTS ? String.format("%012d", number) : null;
    }

    private static void append(long half, StringBuilder id) {
        for (int i = HALF_CHARACTERS - 1; i >= 0; i--) {
            id.append(ALPHABET.charAt((int) (half >>> (i * CHARACTER_BITS)) & CHARACTER_MASK));
        }
    }

    /// Returns the 40 bits of eight characters; negative if one is not of the alphabet.
    private static long half(String id, int from) {
        long half = 0;
        for (int i = from; i < from + HALF_CHARACTERS; i++) {
            int value = ALPHABET.indexOf(id.charAt(i));
            if (value < 0) {
                return -1;
            }
            half = half << CHARACTER_BITS | value;
        }
        return half;
    }
}
