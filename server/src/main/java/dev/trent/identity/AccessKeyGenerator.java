package dev.trent.identity;

import dev.trent.aws.Secret;
import java.security.SecureRandom;

/// Draws access keys of AWS's shape: an id of 20 characters and a secret of 40.
public final class AccessKeyGenerator {
    private static final String SECRET_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    private static final String LONG_TERM_PREFIX = "AKIA";
    private static final int ID_SUFFIX_LENGTH = 16;
    private static final int SECRET_LENGTH = 40;

    private final SecureRandom random;

    /// Makes a generator.
    public AccessKeyGenerator(SecureRandom random) {
        this.random = random;
    }

    /// Returns a new id, `AKIA` and 16 characters: 80 random bits.
    public String id() {
        return UniqueIds.draw(random, LONG_TERM_PREFIX, ID_SUFFIX_LENGTH);
    }

    /// Returns a new secret: 40 ASCII characters, 240 random bits.
    public Secret secret() {
        byte[] secret = new byte[SECRET_LENGTH];
        for (int i = 0; i < SECRET_LENGTH; i++) {
            secret[i] = (byte) SECRET_ALPHABET.charAt(random.nextInt(SECRET_ALPHABET.length()));
        }
        return Secret.owning(secret);
    }
}
