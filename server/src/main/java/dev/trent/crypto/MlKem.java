package dev.trent.crypto;

import dev.trent.aws.Blob;
import dev.trent.aws.Secret;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.spec.InvalidKeySpecException;
import java.util.Arrays;
import javax.crypto.DecapsulateException;
import javax.crypto.KEM;
import org.bouncycastle.jcajce.interfaces.MLKEMPrivateKey;
import org.bouncycastle.jcajce.spec.MLKEMParameterSpec;

/// ML-KEM keys of one parameter set. The holder of the public key can send a secret to the holder of the
/// private key.
///
/// The encoding of a private key is the 64-byte seed from which the key is computed. The JDK cannot read this
/// form yet. So Bouncy Castle makes and reads the keys, and the JDK computes with them. Sources: FIPS 203, RFC
/// 9935.
public final class MlKem implements KeyFamily {
    private static final String KEM_ALGORITHM = "ML-KEM";

    private final Provider jdk = Engine.jdk("SunJCE");
    private final SecureRandom random;
    private final String algorithm;

    /// A secret, and the ciphertext from which the holder of the private key gets it.
    ///
    /// @param sharedSecret 32 bytes; the caller closes it
    public record Encapsulated(Secret sharedSecret, Blob ciphertext) {}

    /// Makes the family of keys of one parameter set.
    ///
    /// @param parameterSet 512, 768 or 1024
    public MlKem(Engine engine, int parameterSet) {
        this.random = engine.random();
        this.algorithm = KEM_ALGORITHM + "-" + parameterSet;
    }

    @Override
    public EncodedPair generate() {
        MLKEMParameterSpec parameters = MLKEMParameterSpec.fromName(algorithm);
        KeyPair pair = JcaKeys.generate(Engine.bouncyCastle(), algorithm, parameters, random);
        byte[] seed = ((MLKEMPrivateKey) pair.getPrivate()).getPrivateKey(true).getEncoded();
        return new EncodedPair(Secret.owning(seed), Blob.owning(pair.getPublic().getEncoded()));
    }

    @Override
    public PrivateKey privateKey(byte[] pkcs8) throws InvalidKeySpecException {
        PrivateKey grown = JcaKeys.privateKey(Engine.bouncyCastle(), algorithm, pkcs8);
        byte[] expanded = ((MLKEMPrivateKey) grown).getPrivateKey(false).getEncoded();
        try {
            return JcaKeys.privateKey(jdk, algorithm, expanded);
        } finally {
            Arrays.fill(expanded, (byte) 0);
        }
    }

    /// Reads a public key. Checks that all its coefficients are reduced, as FIPS 203 §7.2 requires.
    @Override
    public PublicKey publicKey(byte[] subjectPublicKeyInfo) throws InvalidKeySpecException {
        PublicKey key = JcaKeys.publicKey(jdk, algorithm, subjectPublicKeyInfo);
        try {
            KEM.getInstance(KEM_ALGORITHM, jdk).newEncapsulator(key, random);
            return key;
        } catch (InvalidKeyException notReduced) {
            throw new InvalidKeySpecException("no public key for " + algorithm, notReduced);
        } catch (GeneralSecurityException impossible) {
            throw new AssertionError(algorithm + " cannot encapsulate", impossible);
        }
    }

    /// Draws a secret and encapsulates it for the holder of the private key.
    public Encapsulated encapsulate(PublicKey key) {
        try {
            KEM.Encapsulated made = KEM.getInstance(KEM_ALGORITHM, jdk)
                    .newEncapsulator(key, random)
                    .encapsulate();
            return new Encapsulated(Secret.owning(made.key().getEncoded()), Blob.owning(made.encapsulation()));
        } catch (GeneralSecurityException impossible) {
            throw new AssertionError(algorithm + " cannot encapsulate", impossible);
        }
    }

    /// Returns the secret in a ciphertext. A forged ciphertext gives another secret, which nobody knows.
    ///
    /// @return 32 bytes, which the caller closes
    /// @throws DecapsulateException if the ciphertext has the wrong length
    public Secret decapsulate(PrivateKey key, byte[] ciphertext) throws DecapsulateException {
        try {
            return Secret.owning(KEM.getInstance(KEM_ALGORITHM, jdk)
                    .newDecapsulator(key)
                    .decapsulate(ciphertext)
                    .getEncoded());
        } catch (DecapsulateException wrongLength) {
            throw wrongLength;
        } catch (GeneralSecurityException impossible) {
            throw new AssertionError(algorithm + " cannot decapsulate", impossible);
        }
    }
}
