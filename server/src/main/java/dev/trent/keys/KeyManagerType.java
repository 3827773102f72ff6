package dev.trent.keys;

/// Who looks after a key, AWS's `KeyManagerType`.
public enum KeyManagerType {
    AWS,
    CUSTOMER
}
