package dev.trent.iam;

import dev.trent.aws.Secret;

/// Writes bytes in Base32, as authenticator programs take seeds.
///
/// Source: RFC 4648, section 6.
final class Base32 {
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final int BITS = 5;

    private Base32() {}

    /// Returns the text as ASCII bytes; the caller closes it.
    ///
    /// @param bytes a multiple of five, so the text needs no padding; stays the caller's
    static Secret of(Secret bytes) {
        byte[] from = bytes.exposed();
        byte[] text = new byte[from.length * Byte.SIZE / BITS];
        for (int i = 0; i < text.length; i++) {
            int value = 0;
            for (int bit = i * BITS; bit < (i + 1) * BITS; bit++) {
                value = (value << 1) | ((from[bit / Byte.SIZE] >> (7 - bit % Byte.SIZE)) & 1);
            }
            text[i] = (byte) ALPHABET.charAt(value);
        }
        return Secret.owning(text);
    }
}
