package dev.trent.keys;

/// The manager of a key, AWS's `KeyManagerType`.
public enum KeyManagerType {
    AWS,
    CUSTOMER
}
