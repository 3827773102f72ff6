package dev.trent.audit;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Set;

/// A file that is written from its beginning to its end, once. Through this interface, tests let a disk fail.
interface Segment extends Closeable {
    /// Writes all of the buffer after what was written before.
    ///
    /// @param blocks whole blocks, in memory that direct I/O can use
    void write(ByteBuffer blocks) throws IOException;

    /// Returns when all written bytes are on disk.
    void force() throws IOException;

    /// Cuts the file to a length. It is not known whether the bytes after this length are on disk.
    void cut(long length) throws IOException;

    /// Returns how many bytes are written before the next segment begins.
    long capacity();

    /// Checks that the file's name still leads to the file that is written to.
    ///
    /// @throws IOException if the file was removed or replaced
    void check() throws IOException;

    /// Makes segments, each under a name that was never used before.
    interface Source extends Closeable {
        /// Makes the next segment.
        Segment next() throws IOException;

        /// Returns the number of the segment that was made last.
        long number();

        /// Returns the end of the log as it was before this process.
        LogEnd end();

        /// Returns the first record of the segment that was made last, with its line feed.
        ///
        /// @param previous the record before it
        byte[] header(ChainHead previous);

        /// Returns whether there is room for more records without any more space on the disk.
        boolean roomy();

        /// Removes from a set the lines that a segment has as a whole. When this returns, those lines are on
        /// disk.
        ///
        /// @param from the number of the first segment to search
        /// @param lines each with its line feed
        void removeFound(long from, Set<ByteBuffer> lines) throws IOException;

        /// Checks that there is room for a batch of lines. Leaves no trace.
        ///
        /// @throws IOException if there is no room
        void probe() throws IOException;
    }
}
