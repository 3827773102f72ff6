package dev.trent.audit;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A record as a line of the chain states it.
///
/// @param payload the record without its link and its line feed
@SuppressWarnings("ArrayRecordComponent") // is read once, and never compared
record Link(ChainHead head, byte[] payload) {
    private static final byte[] SEQ = "{\"seq\":".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] HASH = ",\"hash\":\"".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] PAYLOAD = "\",\"".getBytes(StandardCharsets.US_ASCII);
    private static final int SEQ_DIGITS_MAX = 18;
    private static final int HASH_DIGITS = 64;

    /// Returns the record of a line; null if it has no link.
    static @Nullable Link of(byte[] line) {
        if (!has(line, 0, SEQ)) {
            return null;
        }
        int at = SEQ.length;
        long seq = 0;
        while (at < line.length && at - SEQ.length < SEQ_DIGITS_MAX && line[at] >= '0' && line[at] <= '9') {
            seq = 10 * seq + line[at++] - '0';
        }
        // The first digit of a number is not zero.
        if (at == SEQ.length || line[SEQ.length] == '0' || !has(line, at, HASH)) {
            return null;
        }
        at += HASH.length;
        int start = at + HASH_DIGITS;
        if (!has(line, start, PAYLOAD)) {
            return null;
        }
        for (int i = at; i < start; i++) {
            if (!isHex(line[i])) {
                return null;
            }
        }
        String hash = new String(line, at, HASH_DIGITS, StandardCharsets.ISO_8859_1);
        // A brace takes the place of the comma behind the link.
        byte[] payload = Arrays.copyOfRange(line, start + 1, line.length);
        payload[0] = '{';
        return new Link(new ChainHead(seq, hash), payload);
    }

    private static boolean has(byte[] line, int at, byte[] text) {
        if (at + text.length > line.length) {
            return false;
        }
        for (int i = 0; i < text.length; i++) {
            if (line[at + i] != text[i]) {
                return false;
            }
        }
        return true;
    }

    private static boolean isHex(byte b) {
        return (b >= '0' && b <= '9') || (b >= 'a' && b <= 'f');
    }
}
