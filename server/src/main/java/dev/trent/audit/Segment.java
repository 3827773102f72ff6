package dev.trent.audit;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Set;

/// A file that grows at its end. Tests let a disk fail here.
interface Segment extends Closeable {
    /// Appends all of the buffer.
    void write(ByteBuffer lines) throws IOException;

    /// Returns once everything written is on disk.
    void force() throws IOException;

    /// Checks that the segment's name still leads to the file that is written to.
    ///
    /// @throws IOException if it was removed or replaced
    void check() throws IOException;

    /// Makes segments, each under a name that was never used before.
    interface Source {
        /// Makes the next segment.
        Segment next() throws IOException;

        /// Returns the number of the segment that was made last.
        long number();

        /// Removes from a set the lines that some segment has whole.
        ///
        /// @param from the number of the first segment that is looked at
        /// @param lines each with its line feed
        void removeFound(long from, Set<ByteBuffer> lines) throws IOException;

        /// Checks that there is room for a batch of lines, and leaves nothing behind.
        ///
        /// @throws IOException if there is not
        void probe() throws IOException;
    }
}
