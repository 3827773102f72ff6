package dev.trent.bench;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Provider;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;
import org.jspecify.annotations.Nullable;

/// A kind of key that signs: as KMS calls it, and as providers do.
enum SigningKind {
    ECC_NIST_P256("ECDSA_SHA_256", "EC", new ECGenParameterSpec("secp256r1"), "SHA256withECDSA"),
    ECC_NIST_EDWARDS25519("ED25519_SHA_512", "Ed25519", null, "Ed25519"),
    RSA_2048(
            "RSASSA_PKCS1_V1_5_SHA_256",
            "RSA",
            new RSAKeyGenParameterSpec(2048, RSAKeyGenParameterSpec.F4),
            "SHA256withRSA"),
    RSA_4096(
            "RSASSA_PKCS1_V1_5_SHA_256",
            "RSA",
            new RSAKeyGenParameterSpec(4096, RSAKeyGenParameterSpec.F4),
            "SHA256withRSA"),
    ML_DSA_65("ML_DSA_SHAKE_256", "ML-DSA-65", null, "ML-DSA");

    private final String algorithm;
    private final String keys;
    private final @Nullable AlgorithmParameterSpec parameters;
    private final String signature;

    SigningKind(String algorithm, String keys, @Nullable AlgorithmParameterSpec parameters, String signature) {
        this.algorithm = algorithm;
        this.keys = keys;
        this.parameters = parameters;
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
        if (parameters != null) {
            generator.initialize(parameters);
        }
        return generator.generateKeyPair();
    }
}
