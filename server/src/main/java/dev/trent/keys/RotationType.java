package dev.trent.keys;

/// The reason for a rotation of a key, by the names on the wire.
public enum RotationType {
    /// The date of the rotation came.
    AUTOMATIC,
    /// A caller requested it.
    ON_DEMAND
}
