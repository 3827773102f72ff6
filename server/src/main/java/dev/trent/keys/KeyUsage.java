package dev.trent.keys;

/// What a key is for; it never changes. In the order in which AWS prints the set.
public enum KeyUsage {
    ENCRYPT_DECRYPT,
    SIGN_VERIFY,
    GENERATE_VERIFY_MAC,
    KEY_AGREEMENT,
    ENCAPSULATE_DECAPSULATE
}
