package dev.trent.keys;

/// Why a key rotated, by the names on the wire.
public enum RotationType {
    /// Its date had come.
    AUTOMATIC,
    /// Somebody wanted it.
    ON_DEMAND
}
