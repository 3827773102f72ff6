package dev.trent.aws;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Percent-encoding by RFC 3986: letters, digits and `-._~` stand for themselves, every other byte of UTF-8 is
/// `%XY` in upper case. SigV4 signs this form.
public final class Percent {
    private static final char[] DIGITS = "0123456789ABCDEF".toCharArray();

    private Percent() {}

    /// Returns a text encoded.
    public static String encoded(String text) {
        StringBuilder out = new StringBuilder(text.length() + text.length() / 2);
        encode(out, text, 0, text.length());
        return out.toString();
    }

    /// Appends text encoded, character for character: a `%` of the text becomes `%25`.
    public static void encode(StringBuilder out, String text, int from, int to) {
        for (byte b : text.substring(from, to).getBytes(StandardCharsets.UTF_8)) {
            append(out, b);
        }
    }

    /// Appends a query's name or value in the canonical encoding, for every encoding that the client sent.
    ///
    /// `+` is a blank, as the reader of the parameters takes it: otherwise a signed `%2B` could be sent as
    /// `+` and mean something else. A `%` without two hexadecimal digits stands for itself.
    public static void encodeAnew(StringBuilder out, String raw, int from, int to) {
        byte[] bytes = raw.substring(from, to).getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < bytes.length; i++) {
            if (isEscape(bytes, i)) {
                append(out, unescaped(bytes, i));
                i += 2;
            } else {
                append(out, bytes[i] == '+' ? (byte) ' ' : bytes[i]);
            }
        }
    }

    /// Returns the text that [#encodeAnew] encoded.
    public static String decode(String encoded) {
        byte[] bytes = encoded.getBytes(StandardCharsets.UTF_8);
        int length = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (isEscape(bytes, i)) {
                bytes[length++] = unescaped(bytes, i);
                i += 2;
            } else {
                bytes[length++] = bytes[i];
            }
        }
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }

    /// Returns a part of `application/x-www-form-urlencoded` decoded; null for bad percent-encoding, for
    /// characters that a form has none of, and for bad UTF-8.
    public static @Nullable String decodeForm(String form, int from, int to) {
        byte[] raw = form.substring(from, to).getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate(raw.length);
        for (int i = 0; i < raw.length; i++) {
            if (form.charAt(from + i) >= 0x80 || (raw[i] == '%' && !isEscape(raw, i))) {
                return null;
            }
            if (raw[i] == '%') {
                bytes.put(unescaped(raw, i));
                i += 2;
            } else {
                bytes.put(raw[i] == '+' ? (byte) ' ' : raw[i]);
            }
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString();
        } catch (CharacterCodingException _) {
            return null;
        }
    }

    private static boolean isEscape(byte[] bytes, int at) {
        return bytes[at] == '%'
                && at + 2 < bytes.length
                && Character.digit(bytes[at + 1], 16) >= 0
                && Character.digit(bytes[at + 2], 16) >= 0;
    }

    private static byte unescaped(byte[] bytes, int at) {
        return (byte) ((Character.digit(bytes[at + 1], 16) << 4) | Character.digit(bytes[at + 2], 16));
    }

    private static void append(StringBuilder out, byte b) {
        if (isUnreserved(b)) {
            out.append((char) b);
        } else {
            out.append('%').append(DIGITS[(b >> 4) & 0xF]).append(DIGITS[b & 0xF]);
        }
    }

    private static boolean isUnreserved(byte b) {
        return (b >= 'a' && b <= 'z')
                || (b >= 'A' && b <= 'Z')
                || (b >= '0' && b <= '9')
                || b == '-'
                || b == '.'
                || b == '_'
                || b == '~';
    }
}
