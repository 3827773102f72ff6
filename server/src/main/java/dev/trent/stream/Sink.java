package dev.trent.stream;

import dev.trent.audit.LogRecord;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/// Another system that gets the records. One thread at a time uses it.
interface Sink extends Closeable {
    /// Sends records, and returns once the other system has them, as far as it tells.
    ///
    /// @throws IOException if it may not have them; then they are sent again
    void send(List<LogRecord> records) throws IOException;

    /// Has a sending that waits fail soon. Any thread may call it.
    default void breakOff() {}
}
