package dev.trent.audit;

import org.jspecify.annotations.Nullable;

/// The part of a request that its record shows. It is asked for after the call, when its room in the record is
/// known.
@FunctionalInterface
public interface Shown {
    /// Returns JSON of at most that many bytes, or null if there is nothing to show.
    byte @Nullable [] within(int bytesMax);
}
