package dev.trent.audit;

import org.jspecify.annotations.Nullable;

/// What a record shows of a request; asked for once the call is over and its room is known.
@FunctionalInterface
public interface Shown {
    /// Returns JSON of at most so many bytes, or null if nothing may be or need be shown.
    byte @Nullable [] within(int bytesMax);
}
