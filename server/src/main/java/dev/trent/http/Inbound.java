package dev.trent.http;

import static dev.trent.aws.AwsError.REQUEST_TOO_LARGE;
import static dev.trent.aws.AwsError.SERIALIZATION;

import dev.trent.aws.AwsException;
import io.netty.buffer.ByteBuf;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The bytes that one connection receives, cut into heads and bodies; bytes of the next request are kept for
/// it.
///
/// Memory grows with the received bytes, never with the announced length.
final class Inbound {
    private static final byte[] NOTHING = {};
    private static final int CHUNK_LINE_BYTES_MAX = 256;
    private static final int CHUNK_DIGITS_MAX = 8;
    private static final int CR_LF = 2;

    private final Limits limits;
    private final LargeBodies largeBodies;
    private final Scratch scratch;

    // INVARIANT: bytes[from..to) are received and not yet consumed.
    private byte[] bytes = NOTHING;
    private int from;
    private int to;

    /// How far the end of a line was searched, counted from the first byte that is not consumed. A CR whose LF is
    /// not here yet is searched again.
    private int searched;

    /// The start of the present line of a head, counted in the same way.
    private int lineStart;

    private @Nullable Body body;
    private Part part = Part.SIZE;

    /// How much of the present part is still to come: bytes of a body or chunk, or those that trailers may have.
    private int left;

    /// What comes next in a body of chunks.
    private enum Part {
        SIZE,
        CHUNK,
        END_OF_CHUNK,
        TRAILERS
    }

    /// @param scratch lends the array for bytes that are consumed in one turn, as most are
    Inbound(Limits limits, LargeBodies largeBodies, Scratch scratch) {
        this.limits = limits;
        this.largeBodies = largeBodies;
        this.scratch = scratch;
    }

    /// Returns whether nothing of the next request is here yet.
    boolean isEmpty() {
        return from == to;
    }

    /// Returns how many bytes are received and not consumed.
    int length() {
        return to - from;
    }

    /// Adds received bytes.
    void add(ByteBuf received) {
        int count = received.readableBytes();
        if (isEmpty()) {
            bytes = scratch.lend(count);
            from = 0;
            to = 0;
        } else if (count > bytes.length - to) {
            byte[] wider = new byte[Math.max(2 * length(), length() + count)];
            System.arraycopy(bytes, from, wider, 0, length());
            Arrays.fill(bytes, from, to, (byte) 0);
            to -= from;
            from = 0;
            bytes = wider;
        }
        received.readBytes(bytes, to, count);
        to += count;
    }

    /// Returns the next head; null until all of it is here.
    @Nullable
    Head head() {
        int end = endOfLine(limits.headerBytesMax());
        while (end - lineStart > CR_LF) {
            lineStart = end;
            end = endOfLine(limits.headerBytesMax());
        }
        if (end < 0) {
            return null;
        }
        try {
            return HeadParser.parse(bytes, from, from + end, limits.headerFieldsMax());
        } finally {
            lineStart = 0;
            consume(end);
        }
    }

    /// Returns the body after a head; null until all of it is here.
    byte @Nullable [] body(Head head) {
        boolean chunked = head.contentLength() == Head.CHUNKED;
        Body growing = body;
        if (growing == null) {
            part = Part.SIZE;
            left = chunked ? 0 : (int) head.contentLength();
            growing = new Body(chunked ? limits.bodyBytesMax() : left, length());
            body = growing;
        }
        if (chunked ? !chunks(growing) : !move(growing)) {
            return null;
        }
        body = null;
        return growing.whole();
    }

    /// Reads a body in chunks, RFC 9112 §7.1. Skips extensions and trailers.
    ///
    /// @return whether all of it was here
    private boolean chunks(Body growing) {
        while (true) {
            switch (part) {
                case SIZE -> {
                    int chunk = chunkSize();
                    if (chunk < 0) {
                        return false;
                    }
                    if (chunk > limits.bodyBytesMax() - growing.length()) {
                        throw tooLarge(limits);
                    }
                    if (growing.length() + chunk > Limits.LARGE_BODY_BYTES) {
                        largeBodies.admit();
                    }
                    left = chunk == 0 ? limits.headerBytesMax() : chunk;
                    part = chunk == 0 ? Part.TRAILERS : Part.CHUNK;
                }
                case CHUNK -> {
                    if (!move(growing)) {
                        return false;
                    }
                    part = Part.END_OF_CHUNK;
                }
                case END_OF_CHUNK -> {
                    if (length() < CR_LF) {
                        return false;
                    }
                    if (bytes[from] != '\r' || bytes[from + 1] != '\n') {
                        throw malformed();
                    }
                    consume(CR_LF);
                    part = Part.SIZE;
                }
                case TRAILERS -> {
                    int end = endOfLine(left);
                    if (end < 0) {
                        return false;
                    }
                    left -= end;
                    consume(end);
                    if (end == CR_LF) {
                        return true;
                    }
                }
            }
        }
    }

    /// Forgets the bytes that are not consumed, for a connection that ends.
    void clear() {
        consume(length());
        if (body != null) {
            body.clear();
            body = null;
        }
    }

    /// Returns the refusal of a body over the limit.
    static AwsException tooLarge(Limits limits) {
        return REQUEST_TOO_LARGE.because("The request body is larger than " + limits.bodyBytesMax() + " bytes.");
    }

    /// Returns the size of the next chunk; a negative number until its line is here.
    private int chunkSize() {
        int end = endOfLine(CHUNK_LINE_BYTES_MAX);
        if (end < 0) {
            return -1;
        }
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

    /// Finds the end of the next line.
    ///
    /// @param max the last allowed position of its end, counted from the first byte that is not consumed
    /// @return the position after its CR LF, counted in the same way; a negative number until it is here
    private int endOfLine(int max) {
        int seen = Math.min(length(), max);
        byte[] here = bytes;
        int at = from + searched;
        int end = from + seen;
        while (at < end && here[at] != '\r' && here[at] != '\n') {
            at++;
        }
        searched = at - from;
        if (at < end) {
            // Neither of the two alone ends a line, because parsers disagree about it.
            if (here[at] == '\n') {
                throw malformed();
            }
            if (at + 1 < end) {
                if (here[at + 1] != '\n') {
                    throw malformed();
                }
                searched += CR_LF;
                return searched;
            }
        }
        if (seen == max) {
            throw REQUEST_TOO_LARGE.because("A line or the header section of the request is too long.");
        }
        return -1;
    }

    /// Skips the next bytes and clears them: they may be a plaintext or a token.
    private void consume(int count) {
        Arrays.fill(bytes, from, from + count, (byte) 0);
        from += count;
        searched = 0;
        if (isEmpty()) {
            // A waiting connection needs no array.
            scratch.giveBack(bytes);
            bytes = NOTHING;
            from = 0;
            to = 0;
        }
    }

    /// Moves what is here of the body or chunk; returns whether that was the rest of it.
    private boolean move(Body target) {
        int now = Math.min(left, length());
        target.add(bytes, from, now);
        consume(now);
        left -= now;
        return left == 0;
    }

    private static int hexDigit(byte b) {
        return b < 0 ? -1 : Character.digit(b, 16);
    }

    private static AwsException malformed() {
        return SERIALIZATION.withoutMessage();
    }
}
