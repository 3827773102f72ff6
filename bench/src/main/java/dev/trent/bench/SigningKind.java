package dev.trent.bench;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Provider;
import java.security.spec.ECGenParameterSpec;

/// A kind of key that signs: as KMS calls it, and as providers do.
enum SigningKind {
    ECC_NIST_P256("ECDSA_SHA_256", "EC", "SHA256withECDSA"),
    ECC_NIST_EDWARDS25519("ED25519_SHA_512", "Ed25519", "Ed25519"),
    RSA_2048("RSASSA_PKCS1_V1_5_SHA_256", "RSA", "SHA256withRSA"),
    RSA_4096("RSASSA_PKCS1_V1_5_SHA_256", "RSA", "SHA256withRSA"),
    ML_DSA_65("ML_DSA_SHAKE_256", "ML-DSA-65", "ML-DSA");

    private final String algorithm;
    private final String keys;
    private final String signature;

    SigningKind(String algorithm, String keys, String signature) {
        this.algorithm = algorithm;
        this.keys = keys;
        this.signature = signature;
    }

    /// Returns the API's name of its signing algorithm.
    String algorithm() {
        return algorithm;
    }

    /// Returns the providers' name of its keys.
    String keys() {
        return keys;
    }

    /// Returns the providers' name of its signatures of messages.
    String signature() {
        return signature;
    }

    KeyPair pair(Provider provider) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(keys, provider);
        switch (this) {
            case ECC_NIST_P256 -> generator.initialize(new ECGenParameterSpec("secp256r1"));
            case RSA_2048 -> generator.initialize(2048);
            case RSA_4096 -> generator.initialize(4096);
            case ECC_NIST_EDWARDS25519, ML_DSA_65 -> {}
        }
        return generator.generateKeyPair();
    }
}
