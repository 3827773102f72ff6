package dev.trent.identity;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Threads for the hashes of passwords. A hash takes tens of milliseconds and 19 MiB, so only a few are computed at
/// once.
public interface PasswordLane {
    /// Does work on one of the threads and returns its result. An exception of the work is thrown here.
    ///
    /// Errors: Throttling if too many callers wait already.
    ///
    /// @param sharer callers with the same text share half of the places
    <T extends @Nullable Object> T done(String sharer, Supplier<T> work);
}
