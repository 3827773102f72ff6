package dev.trent.wire;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;

/// Writes JSON as UTF-8 into a growing byte array. It writes answers and audit records, once for each request.
///
/// It writes the commas. The caller closes the objects and lists that it has begun. One thread uses it.
public final class JsonBytes {
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] BASE64 =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] TRUE = "true".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] FALSE = "false".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] NULL = "null".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] REPLACEMENT = "\\ufffd".getBytes(StandardCharsets.US_ASCII);

    /// The most bytes of one character of a text: an escaped control character takes that many.
    private static final int CHARACTER_BYTES_MAX = 6;

    private static final int KEPT_BYTES_MAX = 16 * 1024;

    private byte[] bytes;
    private int length;
    private boolean commaDue;

    /// Makes an empty writer.
    ///
    /// @param capacityBytes the bytes that it holds before it has to grow
    public JsonBytes(int capacityBytes) {
        bytes = new byte[capacityBytes];
    }

    /// Begins an object.
    public JsonBytes beginObject() {
        comma();
        put('{');
        commaDue = false;
        return this;
    }

    /// Ends an object.
    public JsonBytes endObject() {
        put('}');
        commaDue = true;
        return this;
    }

    /// Begins an array.
    public JsonBytes beginArray() {
        comma();
        put('[');
        commaDue = false;
        return this;
    }

    /// Ends an array.
    public JsonBytes endArray() {
        put(']');
        commaDue = true;
        return this;
    }

    /// Writes a member's name.
    public JsonBytes name(String name) {
        value(name);
        put(':');
        commaDue = false;
        return this;
    }

    /// Writes a member's name.
    public JsonBytes name(JsonName name) {
        return preparedName(name.bytes());
    }

    /// Writes a member's name that was prepared with quotes and colon.
    JsonBytes preparedName(byte[] quotedWithColon) {
        comma();
        put(quotedWithColon);
        commaDue = false;
        return this;
    }

    /// Writes a string. Control characters are escaped: no text can end a line or a string.
    public JsonBytes value(String text) {
        comma();
        // Each character takes at most that many bytes, and each quote takes one.
        reserve(CHARACTER_BYTES_MAX * text.length() + 2);
        int at = length;
        bytes[at++] = '"';
        int plain = putPlain(text, at);
        at += plain;
        for (int i = plain; i < text.length(); i++) {
            char c = text.charAt(i);
            if (isPlain(c)) {
                bytes[at++] = (byte) c;
            } else {
                at = putUnusual(text, i, at);
                if (Character.isHighSurrogate(c)
                        && i + 1 < text.length()
                        && Character.isLowSurrogate(text.charAt(i + 1))) {
                    i++;
                }
            }
        }
        bytes[at++] = '"';
        length = at;
        commaDue = true;
        return this;
    }

    /// Writes a whole number.
    public JsonBytes value(long number) {
        comma();
        putDigits(number);
        commaDue = true;
        return this;
    }

    /// Writes `true` or `false`.
    public JsonBytes value(boolean truth) {
        comma();
        put(truth ? TRUE : FALSE);
        commaDue = true;
        return this;
    }

    /// Writes `null`.
    public JsonBytes nullValue() {
        comma();
        put(NULL);
        commaDue = true;
        return this;
    }

    /// Writes bytes as a string in standard Base64 with padding.
    public JsonBytes base64(byte[] content) {
        comma();
        put('"');
        reserve(4 * ((content.length + 2) / 3) + 1);
        int whole = content.length - content.length % 3;
        for (int i = 0; i < whole; i += 3) {
            putFour((content[i] & 0xFF) << 16 | (content[i + 1] & 0xFF) << 8 | (content[i + 2] & 0xFF));
        }
        if (content.length == whole + 1) {
            putFour((content[whole] & 0xFF) << 16);
            bytes[length - 1] = '=';
            bytes[length - 2] = '=';
        } else if (content.length == whole + 2) {
            putFour((content[whole] & 0xFF) << 16 | (content[whole + 1] & 0xFF) << 8);
            bytes[length - 1] = '=';
        }
        put('"');
        commaDue = true;
        return this;
    }

    /// Writes 24 bits as four digits of Base64. There is room for them.
    private void putFour(int bits) {
        bytes[length] = BASE64[bits >> 18];
        bytes[length + 1] = BASE64[bits >> 12 & 63];
        bytes[length + 2] = BASE64[bits >> 6 & 63];
        bytes[length + 3] = BASE64[bits & 63];
        length += 4;
    }

    /// Writes a time as seconds since 1970 with up to three decimals.
    public JsonBytes epochSeconds(Instant time) {
        comma();
        long millis = time.toEpochMilli();
        if (millis < 0) {
            put('-');
            millis = -millis;
        }
        putDigits(millis / 1000);
        int fraction = (int) (millis % 1000);
        if (fraction != 0) {
            put('.');
            put('0' + fraction / 100);
            if (fraction % 100 != 0) {
                put('0' + fraction / 10 % 10);
                if (fraction % 10 != 0) {
                    put('0' + fraction % 10);
                }
            }
        }
        commaDue = true;
        return this;
    }

    /// Writes finished JSON.
    public JsonBytes raw(byte[] json) {
        comma();
        put(json);
        commaDue = true;
        return this;
    }

    /// Writes a line feed. The JSON written here contains no other line feed.
    public JsonBytes line() {
        put('\n');
        commaDue = false;
        return this;
    }

    /// Returns the array written to; it is longer than the written bytes.
    public byte[] array() {
        return bytes;
    }

    /// Returns how many bytes were written.
    public int length() {
        return length;
    }

    /// Returns whether its array is small enough to be kept for the next text.
    public boolean isSmall() {
        return bytes.length <= KEPT_BYTES_MAX;
    }

    /// Forgets the written bytes.
    public JsonBytes clear() {
        length = 0;
        commaDue = false;
        return this;
    }

    /// Returns a text, or its longest start that [#value(String)] writes in that many bytes without quotes.
    public static String fitting(String text, int bytesMax) {
        if (text.length() <= bytesMax / CHARACTER_BYTES_MAX) {
            return text;
        }
        int bytes = 0;
        int i = 0;
        while (i < text.length()) {
            int point = text.codePointAt(i);
            bytes += encodedBytes(point);
            if (bytes > bytesMax) {
                return text.substring(0, i);
            }
            i += Character.charCount(point);
        }
        return text;
    }

    private static int encodedBytes(int point) {
        if (point < ' ' || point == 0x7F || (point <= 0xFFFF && Character.isSurrogate((char) point))) {
            return REPLACEMENT.length;
        }
        if (point < 0x80) {
            return point == '"' || point == '\\' ? 2 : 1;
        }
        return point < 0x800 ? 2 : point < 0x1_0000 ? 3 : 4;
    }

    /// Returns a copy of the written bytes.
    public byte[] toByteArray() {
        return Arrays.copyOf(bytes, length);
    }

    /// Returns the written bytes, and zeroes the array that held them.
    byte[] drain() {
        byte[] content = Arrays.copyOf(bytes, length);
        Arrays.fill(bytes, 0, length, (byte) 0);
        length = 0;
        commaDue = false;
        return content;
    }

    /// Writes the characters before the first that needs more than one byte. Nearly always that is all of them,
    /// so this loop does nothing else: records are a thousand characters for each request.
    ///
    /// @return how many they are
    private int putPlain(String text, int start) {
        byte[] target = bytes;
        int count = text.length();
        for (int i = 0; i < count; i++) {
            char c = text.charAt(i);
            if (!isPlain(c)) {
                return i;
            }
            target[start + i] = (byte) c;
        }
        return count;
    }

    private static boolean isPlain(char c) {
        return c >= ' ' && c < 0x7F && c != '"' && c != '\\';
    }

    private int putUnusual(String text, int index, int start) {
        int at = start;
        char c = text.charAt(index);
        if (c == '"' || c == '\\') {
            bytes[at++] = '\\';
            bytes[at++] = (byte) c;
        } else if (c < ' ' || c == 0x7F) {
            bytes[at++] = '\\';
            bytes[at++] = 'u';
            bytes[at++] = '0';
            bytes[at++] = '0';
            bytes[at++] = HEX[c >> 4];
            bytes[at++] = HEX[c & 15];
        } else if (c < 0x800) {
            bytes[at++] = (byte) (0xC0 | c >> 6);
            bytes[at++] = (byte) (0x80 | (c & 0x3F));
        } else if (!Character.isSurrogate(c)) {
            bytes[at++] = (byte) (0xE0 | c >> 12);
            bytes[at++] = (byte) (0x80 | (c >> 6 & 0x3F));
            bytes[at++] = (byte) (0x80 | (c & 0x3F));
        } else if (Character.isHighSurrogate(c)
                && index + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(index + 1))) {
            int point = Character.toCodePoint(c, text.charAt(index + 1));
            bytes[at++] = (byte) (0xF0 | point >> 18);
            bytes[at++] = (byte) (0x80 | (point >> 12 & 0x3F));
            bytes[at++] = (byte) (0x80 | (point >> 6 & 0x3F));
            bytes[at++] = (byte) (0x80 | (point & 0x3F));
        } else {
            // Half a character has no UTF-8.
            System.arraycopy(REPLACEMENT, 0, bytes, at, REPLACEMENT.length);
            at += REPLACEMENT.length;
        }
        return at;
    }

    private void comma() {
        if (commaDue) {
            put(',');
        }
    }

    private void putDigits(long number) {
        put(Long.toString(number).getBytes(StandardCharsets.US_ASCII));
    }

    private void put(int ascii) {
        reserve(1);
        bytes[length++] = (byte) ascii;
    }

    private void put(byte[] content) {
        reserve(content.length);
        System.arraycopy(content, 0, bytes, length, content.length);
        length += content.length;
    }

    private void reserve(int more) {
        if (length + more > bytes.length) {
            byte[] grown = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
            // The written bytes may be a secret, and nobody can reach the old array after this.
            Arrays.fill(bytes, 0, length, (byte) 0);
            bytes = grown;
        }
    }
}
