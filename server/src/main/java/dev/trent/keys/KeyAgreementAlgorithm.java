package dev.trent.keys;

/// The key agreement algorithms of the API, AWS's `KeyAgreementAlgorithmSpec`.
public enum KeyAgreementAlgorithm {
    ECDH
}
