package dev.trent.keys;

/// The ways to wrap key material for its import, by the names on the wire.
///
/// Source: AWS KMS API Reference, GetParametersForImport.
public enum ImportWrapping {
    /// Trent refuses it, as AWS does now.
    RSAES_PKCS1_V1_5,
    RSAES_OAEP_SHA_1,
    RSAES_OAEP_SHA_256,
    /// An AES key under RSA-OAEP, then the material under that key by RFC 5649.
    RSA_AES_KEY_WRAP_SHA_1,
    RSA_AES_KEY_WRAP_SHA_256,
    SM2PKE;

    /// Returns the algorithm that encrypts the material, or the AES key over it.
    public EncryptionAlgorithm encryption() {
        return switch (this) {
            case RSAES_OAEP_SHA_1, RSA_AES_KEY_WRAP_SHA_1 -> EncryptionAlgorithm.RSAES_OAEP_SHA_1;
            case RSAES_OAEP_SHA_256, RSA_AES_KEY_WRAP_SHA_256 -> EncryptionAlgorithm.RSAES_OAEP_SHA_256;
            case SM2PKE -> EncryptionAlgorithm.SM2PKE;
            case RSAES_PKCS1_V1_5 -> throw new AssertionError(this + " is not taken");
        };
    }

    /// Returns whether an AES key wraps the material.
    public boolean inTwoSteps() {
        return this == RSA_AES_KEY_WRAP_SHA_1 || this == RSA_AES_KEY_WRAP_SHA_256;
    }
}
