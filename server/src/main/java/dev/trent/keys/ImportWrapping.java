package dev.trent.keys;

/// How key material is wrapped on its way here, by the names on the wire.
///
/// Source: AWS KMS API Reference, GetParametersForImport.
public enum ImportWrapping {
    /// No longer taken, as AWS takes it no longer.
    RSAES_PKCS1_V1_5,
    RSAES_OAEP_SHA_1,
    RSAES_OAEP_SHA_256,
    /// An AES key under RSA-OAEP, then the material under that key by RFC 5649.
    RSA_AES_KEY_WRAP_SHA_1,
    RSA_AES_KEY_WRAP_SHA_256,
    SM2PKE;

    /// Returns the encryption of the material, or of the AES key above it.
    public EncryptionAlgorithm encryption() {
        return switch (this) {
            case RSAES_OAEP_SHA_1, RSA_AES_KEY_WRAP_SHA_1 -> EncryptionAlgorithm.RSAES_OAEP_SHA_1;
            case RSAES_OAEP_SHA_256, RSA_AES_KEY_WRAP_SHA_256 -> EncryptionAlgorithm.RSAES_OAEP_SHA_256;
            case SM2PKE -> EncryptionAlgorithm.SM2PKE;
            case RSAES_PKCS1_V1_5 -> throw new AssertionError(this + " is not taken");
        };
    }

    /// Returns whether an AES key stands between.
    public boolean inTwoSteps() {
        return this == RSA_AES_KEY_WRAP_SHA_1 || this == RSA_AES_KEY_WRAP_SHA_256;
    }
}
