package dev.trent.identity;

import java.security.SecureRandom;

/// Draws unique ids of AWS's shape: four letters for the kind and 17 characters, 85 random bits.
final class UniqueIds {
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final int SUFFIX_LENGTH = 17;

    private final SecureRandom random;

    UniqueIds(SecureRandom random) {
        this.random = random;
    }

    String next(EntityKind kind) {
        return draw(random, kind.prefix(), SUFFIX_LENGTH);
    }

    /// Returns a prefix and so many random characters of base 32.
    static String draw(SecureRandom random, String prefix, int suffixLength) {
        StringBuilder id = new StringBuilder(prefix);
        for (int i = 0; i < suffixLength; i++) {
            id.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return id.toString();
    }
}
