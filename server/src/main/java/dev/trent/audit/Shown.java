package dev.trent.audit;

import org.jspecify.annotations.Nullable;

/// What a record shows of a request; asked for once the call is over and its room is known.
@FunctionalInterface
public interface Shown {
    /// Returns JSON of at most so many bytes, or null if nothing may be or need be shown.
    byte @Nullable [] within(int bytesMax);

    /// Returns the same, written ahead for whoever has room for it.
    ///
    /// @param whole what it shows at most
    static Shown of(byte @Nullable [] whole, Shown shorter) {
        return bytesMax -> whole == null || whole.length <= bytesMax ? whole : shorter.within(bytesMax);
    }
}
