package dev.trent.audit;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Reads a segment line by line. Skips blanks, which are what is not written yet: spaces, line feeds and zeros.
final class SegmentReader implements Closeable {
    private static final int READ_BYTES = 1 << 16;

    /// A longer line is no record. Its further bytes are skipped.
    private static final int LINE_BYTES_MAX = Journal.LINE_BYTES_MAX + Chain.LINK_BYTES_MAX + Chain.BLOCK_BYTES;

    private final InputStream in;
    private final byte[] buffer = new byte[READ_BYTES];
    private int at;
    private int limit;
    private long offset;
    private byte[] line = new byte[READ_BYTES];

    /// A line that is not blank.
    ///
    /// @param text the line without its line feed and the spaces before it
    /// @param start where it begins in the file
    /// @param end where it ends, with its line feed
    /// @param whole whether it has a line feed
    /// @param padded whether a space is before the line feed
    @SuppressWarnings("ArrayRecordComponent") // is read once, and never compared
    record Line(byte[] text, long start, long end, boolean whole, boolean padded) {
        /// Returns whether a batch ends with this line. Only the last batch of a segment can be torn.
        boolean endsBatch() {
            return whole && padded && end % Chain.BLOCK_BYTES == 0;
        }
    }

    /// @param from where the bytes begin in the file
    SegmentReader(InputStream in, long from) {
        this.in = in;
        this.offset = from;
    }

    /// Returns the next line that is not blank; null at the end.
    @Nullable
    Line next() throws IOException {
        int next = read();
        while (next == ' ' || next == '\n' || next == 0) {
            next = read();
        }
        if (next < 0) {
            return null;
        }
        long start = offset - 1;
        int length = 0;
        int last = 0;
        while (next >= 0 && next != '\n') {
            if (length < LINE_BYTES_MAX) {
                if (length == line.length) {
                    line = Arrays.copyOf(line, 2 * length);
                }
                line[length++] = (byte) next;
            }
            last = next;
            next = read();
        }
        while (length > 0 && line[length - 1] == ' ') {
            length--;
        }
        return new Line(Arrays.copyOf(line, length), start, offset, next >= 0, last == ' ');
    }

    private int read() throws IOException {
        if (at == limit) {
            limit = Math.max(0, in.read(buffer));
            at = 0;
            if (limit == 0) {
                return -1;
            }
        }
        offset++;
        return buffer[at++] & 0xFF;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
