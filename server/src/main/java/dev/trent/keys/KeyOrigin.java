package dev.trent.keys;

/// Where a key's material comes from; it never changes.
public enum KeyOrigin {
    AWS_KMS,
    EXTERNAL,
    AWS_CLOUDHSM,
    EXTERNAL_KEY_STORE
}
