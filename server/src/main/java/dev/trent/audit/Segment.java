package dev.trent.audit;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Set;

/// A file that grows at its end. Through this interface, tests let a disk fail.
interface Segment extends Closeable {
    /// Appends all of the buffer.
    void write(ByteBuffer lines) throws IOException;

    /// Returns when all written bytes are on disk.
    void force() throws IOException;

    /// Cuts the file to a length. It is not known whether the bytes after this length are on disk.
    void cut(long length) throws IOException;

    /// Checks that the file's name still leads to the file that is written to.
    ///
    /// @throws IOException if the file was removed or replaced
    void check() throws IOException;

    /// Makes segments, each under a name that was never used before.
    interface Source {
        /// Makes the next segment.
        Segment next() throws IOException;

        /// Returns the number of the segment that was made last.
        long number();

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
