package dev.trent.audit;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Set;

/// A file that grows at its end; the seam at which tests let a disk fail.
interface Segment extends Closeable {
    /// Appends all of the buffer.
    void write(ByteBuffer lines) throws IOException;

    /// Returns once everything written is on disk.
    void force() throws IOException;

    /// Cuts off what was written after a length, of which nobody knows whether it is on disk.
    void cut(long length) throws IOException;

    /// Makes sure that whoever looks for the file finds the one that is written to.
    ///
    /// @throws IOException if it was removed or replaced
    void check() throws IOException;

    /// Makes segments, each under a name that was never used before.
    interface Source {
        /// Makes the next segment.
        Segment next() throws IOException;

        /// Returns the number of the segment that was made last.
        long number();

        /// Removes from a set the lines that some segment has whole; those are on disk when this returns.
        ///
        /// @param from the number of the first segment that is looked at
        /// @param lines each with its line feed
        void removeFound(long from, Set<ByteBuffer> lines) throws IOException;

        /// Makes sure, without leaving a trace, that there is room for a batch of lines.
        ///
        /// @throws IOException if there is not
        void probe() throws IOException;
    }
}
