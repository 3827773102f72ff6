package dev.trent.keys;

import dev.trent.wire.Unlisted;

/// The signing algorithms of the API, AWS's `SigningAlgorithmSpec`, in the order of AWS's refusals.
public enum SigningAlgorithm {
    RSASSA_PSS_SHA_256,
    RSASSA_PSS_SHA_384,
    RSASSA_PSS_SHA_512,
    RSASSA_PKCS1_V1_5_SHA_256,
    RSASSA_PKCS1_V1_5_SHA_384,
    RSASSA_PKCS1_V1_5_SHA_512,
    ECDSA_SHA_256,
    ECDSA_SHA_384,
    ECDSA_SHA_512,
    ED25519_SHA_512,
    ED25519_PH_SHA_512,
    SM2DSA,
    ML_DSA_SHAKE_256,
    /// It signs nothing. AWS reads this value and refuses it, because it fits no key.
    @Unlisted
    SYMMETRIC_DEFAULT
}
