package dev.trent.crypto;

import java.security.SecureRandom;

/// Gives the bytes of a vector again and again.
final class GivenRandom extends SecureRandom {
    private static final long serialVersionUID = 1L;

    private final byte[] given;
    private int next;

    GivenRandom(byte[] given) {
        this.given = given.clone();
    }

    @Override
    public void nextBytes(byte[] bytes) {
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = given[next++ % given.length];
        }
    }
}
