package dev.trent.keys;

/// The form of the input for a signature, AWS's `MessageType`.
public enum MessageType {
    /// The message.
    RAW,
    /// The message's digest by the hash that the algorithm names.
    DIGEST,
    /// The message's representative μ of FIPS 204, 64 bytes.
    EXTERNAL_MU
}
