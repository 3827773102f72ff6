package dev.trent.keys;

/// The MAC algorithms of the API, AWS's `MacAlgorithmSpec`, in the order of AWS's refusals.
public enum MacAlgorithm {
    HMAC_SHA_384,
    HMAC_SHA_256,
    HMAC_SHA_224,
    HMAC_SHA_512
}
