package dev.trent.audit;

import java.io.IOException;

/// Compares the end of a log with what is known of it from elsewhere.
interface EndCheck {
    /// Compares.
    ///
    /// @throws ChangedLogException if the log has less, or something else
    void of(LogEnd end, Segments segments) throws IOException;
}
