package dev.trent.store;

import java.util.function.UnaryOperator;

/// The root of trust, as the rows need it: it makes and opens the key of their codes.
public interface RowSeal {
    /// Draws a new key and returns it wrapped.
    ///
    /// @param name what the key is for; [#open] must get the same name
    byte[] draw(String name);

    /// Opens a wrapped key.
    ///
    /// @return computes the code of a message: HMAC-SHA-256 under the key; safe for many threads
    /// @throws RuntimeException if another root of trust wrapped it, or under another name
    UnaryOperator<byte[]> open(String name, byte[] wrapped);
}
