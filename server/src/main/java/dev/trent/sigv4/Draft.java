package dev.trent.sigv4;

import java.nio.charset.StandardCharsets;

/// A text that is written, and then hashed as UTF-8. It is used again for the next text. Nothing in it is secret.
final class Draft {
    private static final int CHARS_EXPECTED = 1024;
    private static final int KEPT_MAX = 16 * 1024;

    private final StringBuilder text = new StringBuilder(CHARS_EXPECTED);
    private byte[] bytes = new byte[CHARS_EXPECTED];
    private int length;

    /// Returns the text to append to; it is empty.
    StringBuilder begin() {
        text.setLength(0);
        return text;
    }

    /// Encodes the text. The bytes are the first [#length()] of the array.
    byte[] encoded() {
        length = text.length();
        if (bytes.length < length) {
            bytes = new byte[length];
        }
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c >= 0x80) {
                bytes = text.toString().getBytes(StandardCharsets.UTF_8);
                length = bytes.length;
                return bytes;
            }
            bytes[i] = (byte) c;
        }
        return bytes;
    }

    /// Returns the number of encoded bytes.
    int length() {
        return length;
    }

    /// Returns whether it is small enough to be kept for the next text.
    boolean isSmall() {
        return text.capacity() <= KEPT_MAX && bytes.length <= KEPT_MAX;
    }
}
