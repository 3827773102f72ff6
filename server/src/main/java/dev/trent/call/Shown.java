package dev.trent.call;

import org.jspecify.annotations.Nullable;

/// The part of a request that its record shows. The recorder asks for it after the call, when the free room in
/// the record is known.
@FunctionalInterface
public interface Shown {
    /// Returns JSON of at most the given length, or null if there is nothing to show.
    byte @Nullable [] within(int bytesMax);

    /// Returns the same content, prepared in full for records with enough room.
    ///
    /// @param whole the full content
    static Shown of(byte @Nullable [] whole, Shown shorter) {
        return bytesMax -> whole == null || whole.length <= bytesMax ? whole : shorter.within(bytesMax);
    }
}
