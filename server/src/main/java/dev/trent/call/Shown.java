package dev.trent.call;

import org.jspecify.annotations.Nullable;

/// The part of a request that its record shows. It is asked for after the call, when its room in the record is
/// known.
@FunctionalInterface
public interface Shown {
    /// Returns JSON of at most that many bytes, or null if there is nothing to show.
    byte @Nullable [] within(int bytesMax);

    /// Returns the same, written ahead for whoever has room for it.
    ///
    /// @param whole what it shows at most
    static Shown of(byte @Nullable [] whole, Shown shorter) {
        return bytesMax -> whole == null || whole.length <= bytesMax ? whole : shorter.within(bytesMax);
    }
}
