package dev.trent.audit;

import org.jspecify.annotations.Nullable;

/// A reader of the log that goes on where it was, also after a restart: the index, the delivery of log files, an
/// export.
///
/// A segment may be removed only if every cursor has passed all of its records.
public interface Cursor {
    /// Returns what reads, as messages name it.
    String name();

    /// Returns the number of the last record that is not read again, whatever happens.
    ///
    /// It is [Long#MAX_VALUE] while nothing is read. It never goes back, except that such a cursor may begin again
    /// at [Journal#head] at any time. Any thread may ask, and it never waits.
    long passedSeq();

    /// Returns the records that it has passed last without having read them. Any thread may ask, and it never waits.
    ///
    /// @return null if there were none since the start
    default @Nullable Gap gap() {
        return null;
    }
}
