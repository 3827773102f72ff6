package dev.trent.wire;

import static dev.trent.aws.AwsError.SERIALIZATION;

import dev.trent.aws.AwsException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Reads texts and Base64 as strictly as AWS does.
final class Strict {
    private static final byte[] VALUES = values();
    private static final byte BAD = -1;

    private Strict() {}

    /// Returns the refusal of unreadable input; AWS gives it no text.
    static AwsException unreadable() {
        return SERIALIZATION.withoutMessage();
    }

    /// Returns the text. Refuses half of a surrogate pair.
    static String text(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isSurrogate(c)) {
                if (Character.isLowSurrogate(c)
                        || i + 1 == text.length()
                        || !Character.isLowSurrogate(text.charAt(i + 1))) {
                    throw unreadable();
                }
                i++;
            }
        }
        return text;
    }

    /// Refuses bytes that are not UTF-8. The parser accepts overlong forms.
    static void utf8(byte[] bytes) {
        for (byte each : bytes) {
            if (each < 0) {
                decode(bytes);
                return;
            }
        }
    }

    private static void decode(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
        } catch (CharacterCodingException _) {
            throw unreadable();
        }
    }

    /// Decodes standard Base64 with padding, without white space, with zero unused bits. It reads the parser's
    /// buffer directly, so no string of a secret exists.
    static byte[] base64(char[] text, int offset, int length) {
        if (length % 4 != 0) {
            throw unreadable();
        }
        if (length == 0) {
            return new byte[0];
        }
        int padding = text[offset + length - 1] != '=' ? 0 : text[offset + length - 2] != '=' ? 1 : 2;
        byte[] bytes = new byte[length / 4 * 3 - padding];
        int at = 0;
        int bad = 0;
        int bits = 0;
        for (int i = 0; i < length; i += 4) {
            int last = i + 4 == length ? padding : 0;
            int a = value(text[offset + i]);
            int b = value(text[offset + i + 1]);
            int c = last == 2 ? 0 : value(text[offset + i + 2]);
            int d = last >= 1 ? 0 : value(text[offset + i + 3]);
            bad |= a | b | c | d;
            bits = a << 18 | b << 12 | c << 6 | d;
            bytes[at++] = (byte) (bits >> 16);
            if (at < bytes.length) {
                bytes[at++] = (byte) (bits >> 8);
            }
            if (at < bytes.length) {
                bytes[at++] = (byte) bits;
            }
        }
        boolean unusedBits = (padding == 1 && (bits & 0xFF) != 0) || (padding == 2 && (bits & 0xFFFF) != 0);
        if (bad < 0 || unusedBits) {
            Arrays.fill(bytes, (byte) 0);
            throw unreadable();
        }
        return bytes;
    }

    private static int value(char c) {
        return c < VALUES.length ? VALUES[c] : BAD;
    }

    private static byte[] values() {
        byte[] values = new byte[128];
        Arrays.fill(values, BAD);
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        for (int i = 0; i < alphabet.length(); i++) {
            values[alphabet.charAt(i)] = (byte) i;
        }
        return values;
    }
}
