package dev.trent.vault;

/// A key's material in the clear, as it is kept in memory.
sealed interface Unsealed permits UnsealedMaterial, UnsealedPair {
    /// Returns about how much memory it takes.
    int weightBytes();

    /// Lets go of it: nobody finds it any more. What can be zeroed is.
    void drop();
}
