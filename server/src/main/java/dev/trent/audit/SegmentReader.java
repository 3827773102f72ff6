package dev.trent.audit;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Reads a segment line by line. Skips blanks, which are what is not written yet: spaces, line feeds and zeros.
final class SegmentReader implements Closeable {
    private static final int READ_BYTES = 1 << 16;
    private static final int LINE_BYTES_FIRST = 4096;

    /// A longer line is no record. Its further bytes are skipped.
    private static final int LINE_BYTES_MAX = Journal.LINE_BYTES_MAX + Chain.LINK_BYTES_MAX + Chain.BLOCK_BYTES;

    private final InputStream in;
    private final IntSupplier damages;
    private final LongSupplier unpacked;
    private final byte[] buffer = new byte[READ_BYTES];
    private int at;
    private int limit;

    /// Where the buffer begins in the file.
    private long base;

    private byte[] line = new byte[LINE_BYTES_FIRST];

    /// A line that is not blank.
    ///
    /// @param text the line without its line feed and the spaces before it
    /// @param start where it begins in the file
    /// @param end where it ends, with its line feed
    /// @param whole whether it has a line feed, and is not cut by a damage
    /// @param padded whether a space is before the line feed
    @SuppressWarnings("ArrayRecordComponent") // is read once, and never compared
    record Line(byte[] text, long start, long end, boolean whole, boolean padded) {
        /// Returns whether a batch ends with this line. Only the last batch of a segment can be torn.
        boolean endsBatch() {
            return whole && padded && end % Chain.BLOCK_BYTES == 0;
        }
    }

    /// @param from where the bytes begin in the file
    /// @param damages how many damaged places the bytes had up to now; each is read as line feeds
    /// @param unpacked how many bytes were unpacked up to now; 0 if the file is not compressed
    SegmentReader(InputStream in, long from, IntSupplier damages, LongSupplier unpacked) {
        this.in = in;
        this.base = from;
        this.damages = damages;
        this.unpacked = unpacked;
    }

    /// Returns the place in the file after the line that was read last.
    long place() {
        return base + at;
    }

    /// Goes on at a later place.
    void skipTo(long place) throws IOException {
        long ahead = place - place();
        int here = (int) Math.min(ahead, limit - at);
        at += here;
        if (here < ahead) {
            base = place;
            at = 0;
            limit = 0;
            // At the end of the file there is less to skip, and then nothing is read.
            var _ = in.skip(ahead - here);
        }
    }

    /// Returns how many bytes of a compressed file had to be unpacked up to now.
    long unpacked() {
        return unpacked.getAsLong();
    }

    /// Returns the next line that is not blank; null at the end.
    @Nullable
    Line next() throws IOException {
        if (!skipBlanks()) {
            return null;
        }
        long start = base + at;
        int damaged = damages.getAsInt();
        int length = 0;
        boolean padded = false;
        boolean whole = false;
        boolean more = true;
        while (!whole && more) {
            int end = lineFeed();
            length = keep(length, end);
            padded = end > at ? buffer[end - 1] == ' ' : padded;
            whole = end < limit;
            at = whole ? end + 1 : end;
            more = whole || fill();
        }
        while (length > 0 && line[length - 1] == ' ') {
            length--;
        }
        boolean undamaged = damages.getAsInt() == damaged;
        return new Line(Arrays.copyOf(line, length), start, base + at, whole && undamaged, padded);
    }

    /// Returns whether a part of what was read up to now was damaged.
    boolean damaged() {
        return damages.getAsInt() > 0;
    }

    /// Returns whether anything follows.
    private boolean skipBlanks() throws IOException {
        while (true) {
            while (at < limit && isBlank(buffer[at])) {
                at++;
            }
            if (at < limit) {
                return true;
            }
            if (!fill()) {
                return false;
            }
        }
    }

    private static boolean isBlank(byte b) {
        return b == ' ' || b == '\n' || b == 0;
    }

    /// Returns where the next line feed is in the buffer, or the end of the buffer.
    private int lineFeed() {
        int end = at;
        while (end < limit && buffer[end] != '\n') {
            end++;
        }
        return end;
    }

    /// Keeps the bytes of the buffer up to a place, and returns how many bytes of the line are kept.
    private int keep(int length, int end) {
        int kept = Math.min(end - at, LINE_BYTES_MAX - length);
        if (length + kept > line.length) {
            line = Arrays.copyOf(line, Math.max(length + kept, 2 * line.length));
        }
        System.arraycopy(buffer, at, line, length, kept);
        return length + kept;
    }

    /// Replaces the buffer, which was read to its end. Returns false at the end of the file.
    private boolean fill() throws IOException {
        base += limit;
        at = 0;
        limit = Math.max(0, in.read(buffer));
        return limit > 0;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
