package dev.trent.store;

import java.util.function.UnaryOperator;

/// The root of trust for rows. It makes and opens the key of the row codes.
public interface RowSeal {
    /// Draws a new key and returns it wrapped.
    ///
    /// @param name the purpose of the key; [#open] must get the same name
    byte[] draw(String name);

    /// Opens a wrapped key.
    ///
    /// @return a function that computes the code of a message: HMAC-SHA-256 under the key; safe for many
    ///     threads
    /// @throws RuntimeException if the key was wrapped under another name or by another root of trust
    UnaryOperator<byte[]> open(String name, byte[] wrapped);
}
