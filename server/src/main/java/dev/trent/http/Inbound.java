package dev.trent.http;

import static dev.trent.aws.AwsError.REQUEST_TOO_LARGE;
import static dev.trent.aws.AwsError.SERIALIZATION;

import dev.trent.aws.AwsException;
import java.util.Arrays;

/// The bytes that one connection receives, cut into heads and bodies; bytes of the next request are kept for
/// it.
///
/// Memory grows with the received bytes, never with the announced length.
final class Inbound {
    private static final byte[] NOTHING = {};
    private static final int CHUNK_LINE_BYTES_MAX = 256;
    private static final int CHUNK_DIGITS_MAX = 8;
    private static final int CR_LF = 2;

    private final Wire wire;
    private final Limits limits;
    private final LargeBodies largeBodies;

    // INVARIANT: bytes[from..to) are received and not yet consumed.
    private byte[] bytes = NOTHING;
    private int from;
    private int to;

    Inbound(Wire wire, Limits limits, LargeBodies largeBodies) {
        this.wire = wire;
        this.limits = limits;
        this.largeBodies = largeBodies;
    }

    /// Returns whether nothing of the next request is here yet.
    boolean isEmpty() {
        return from == to;
    }

    /// Reads the next head.
    Head head() {
        int end = endOfLine(0, limits.headerBytesMax());
        int lineStart = 0;
        while (end - lineStart > CR_LF) {
            lineStart = end;
            end = endOfLine(lineStart, limits.headerBytesMax());
        }
        try {
            return HeadParser.parse(bytes, from, from + end, limits.headerFieldsMax());
        } finally {
            consume(end);
        }
    }

    /// Reads a body of known length.
    byte[] body(int length) {
        Body body = new Body(length, to - from);
        try {
            move(length, body);
            return body.whole();
        } finally {
            body.clear();
        }
    }

    /// Reads a body in chunks, RFC 9112 §7.1. Skips extensions and trailers.
    byte[] chunkedBody() {
        Body body = new Body(limits.bodyBytesMax(), to - from);
        try {
            for (int chunk = chunkSize(); chunk > 0; chunk = chunkSize()) {
                if (chunk > limits.bodyBytesMax() - body.length()) {
                    throw tooLarge(limits);
                }
                if (body.length() + chunk > Limits.LARGE_BODY_BYTES) {
                    largeBodies.admit();
                }
                move(chunk, body);
                endOfChunk();
            }
            skipTrailers();
            return body.whole();
        } finally {
            body.clear();
        }
    }

    /// Forgets the bytes that are not consumed, for a connection that ends.
    void clear() {
        consume(to - from);
    }

    /// Returns the refusal of a body over the limit.
    static AwsException tooLarge(Limits limits) {
        return REQUEST_TOO_LARGE.because("The request body is larger than " + limits.bodyBytesMax() + " bytes.");
    }

    private int chunkSize() {
        int end = endOfLine(0, CHUNK_LINE_BYTES_MAX);
        int size = 0;
        int at = from;
        for (int digit = hexDigit(bytes[at]); digit >= 0; digit = hexDigit(bytes[++at])) {
            if (at - from == CHUNK_DIGITS_MAX || size > Integer.MAX_VALUE >> 4) {
                throw malformed();
            }
            size = (size << 4) | digit;
        }
        boolean ends = bytes[at] == ';' || at == from + end - CR_LF;
        if (at == from || !ends) {
            throw malformed();
        }
        consume(end);
        return size;
    }

    private void endOfChunk() {
        while (to - from < CR_LF) {
            receive();
        }
        if (bytes[from] != '\r' || bytes[from + 1] != '\n') {
            throw malformed();
        }
        consume(CR_LF);
    }

    private void skipTrailers() {
        int left = limits.headerBytesMax();
        int end = endOfLine(0, left);
        while (end > CR_LF) {
            left -= end;
            consume(end);
            end = endOfLine(0, left);
        }
        consume(CR_LF);
    }

    /// Finds the end of the next line. Receives more bytes if needed.
    ///
    /// @param start the start of the line, counted from the first byte that is not consumed
    /// @param max the last allowed position of its end, counted in the same way
    /// @return the position after its CR LF, counted in the same way
    private int endOfLine(int start, int max) {
        int at = start;
        while (true) {
            int seen = Math.min(to - from, max);
            while (at < seen) {
                if (bytes[from + at] == '\n') {
                    // A line feed alone does not end a line, because parsers disagree about it.
                    if (at == start || bytes[from + at - 1] != '\r') {
                        throw malformed();
                    }
                    return at + 1;
                }
                at++;
            }
            if (at >= max) {
                throw REQUEST_TOO_LARGE.because("A line or the header section of the request is too long.");
            }
            receive();
        }
    }

    /// Skips the next bytes and clears them: they may be a plaintext or a token.
    private void consume(int count) {
        Arrays.fill(bytes, from, from + count, (byte) 0);
        from += count;
        if (isEmpty()) {
            // The next bytes bring their own array. A waiting connection needs none.
            bytes = NOTHING;
            from = 0;
            to = 0;
        }
    }

    private void move(int length, Body target) {
        int left = length;
        while (left > 0) {
            if (isEmpty()) {
                receive();
            }
            int now = Math.min(left, to - from);
            target.add(bytes, from, now);
            consume(now);
            left -= now;
        }
    }

    private void receive() {
        byte[] received = wire.read();
        if (received == null) {
            throw new Gone();
        }
        if (isEmpty()) {
            bytes = received;
            from = 0;
            to = received.length;
            return;
        }
        if (received.length > bytes.length - to) {
            byte[] wider = new byte[Math.max(2 * (to - from), to - from + received.length)];
            System.arraycopy(bytes, from, wider, 0, to - from);
            Arrays.fill(bytes, from, to, (byte) 0);
            to -= from;
            from = 0;
            bytes = wider;
        }
        System.arraycopy(received, 0, bytes, to, received.length);
        Arrays.fill(received, (byte) 0);
        to += received.length;
    }

    private static int hexDigit(byte b) {
        return b < 0 ? -1 : Character.digit(b, 16);
    }

    private static AwsException malformed() {
        return SERIALIZATION.withoutMessage();
    }
}
