package dev.trent.audit;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/// A file that grows at its end; the seam at which tests let a disk fail.
interface Segment extends Closeable {
    /// Appends all of the buffer.
    void write(ByteBuffer lines) throws IOException;

    /// Returns once everything written is on disk.
    void force() throws IOException;

    /// Makes sure that whoever looks for the file finds the one that is written to.
    ///
    /// @throws IOException if it was removed or replaced
    void check() throws IOException;

    /// Makes segments, each under a name that was never used before.
    interface Source {
        /// Makes the next segment.
        Segment next() throws IOException;

        /// Makes sure, without leaving a trace, that there is room for a batch of lines.
        ///
        /// @throws IOException if there is not
        void probe() throws IOException;
    }
}
