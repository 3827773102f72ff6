package dev.trent.crypto;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import org.jspecify.annotations.Nullable;

/// Makes and reads keys with a provider's generator and factory.
final class JcaKeys {
    private JcaKeys() {}

    /// Draws a pair.
    ///
    /// @param parameters the size, the curve or the parameter set, which the provider gets together with
    ///     `random`. Null only for a provider with its own source of random bytes
    static KeyPair generate(
            Provider provider, String algorithm, @Nullable AlgorithmParameterSpec parameters, SecureRandom random) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm, provider);
            if (parameters != null) {
                generator.initialize(parameters, random);
            }
            return generator.generateKeyPair();
        } catch (GeneralSecurityException impossible) {
            throw new AssertionError(provider.getName() + " cannot make keys for " + algorithm, impossible);
        }
    }

    static PrivateKey privateKey(Provider provider, String algorithm, byte[] pkcs8) throws InvalidKeySpecException {
        return factory(provider, algorithm).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
    }

    /// Reads a public key of any size. For bytes that are not a key, providers throw any RuntimeException.
    static PublicKey publicKey(Provider provider, String algorithm, byte[] subjectPublicKeyInfo)
            throws InvalidKeySpecException {
        try {
            return factory(provider, algorithm).generatePublic(new X509EncodedKeySpec(subjectPublicKeyInfo));
        } catch (RuntimeException malformed) {
            throw new InvalidKeySpecException("no public key for " + algorithm, malformed);
        }
    }

    private static KeyFactory factory(Provider provider, String algorithm) {
        try {
            return KeyFactory.getInstance(algorithm, provider);
        } catch (GeneralSecurityException impossible) {
            throw new AssertionError(provider.getName() + " cannot read keys for " + algorithm, impossible);
        }
    }
}
