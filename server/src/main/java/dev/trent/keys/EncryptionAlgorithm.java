package dev.trent.keys;

/// The encryption algorithms of the API, AWS's `EncryptionAlgorithmSpec`, in the order of AWS's refusals.
public enum EncryptionAlgorithm {
    RSAES_OAEP_SHA_1,
    RSAES_OAEP_SHA_256,
    SM2PKE,
    SYMMETRIC_DEFAULT
}
