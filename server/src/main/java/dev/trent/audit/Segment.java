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

    /// Makes segments, each under a name that was never used before.
    @FunctionalInterface
    interface Source {
        Segment next() throws IOException;
    }
}
