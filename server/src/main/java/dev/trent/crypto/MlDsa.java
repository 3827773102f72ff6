package dev.trent.crypto;

import dev.trent.aws.Blob;
import dev.trent.aws.Secret;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.spec.InvalidKeySpecException;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.jcajce.interfaces.MLDSAPrivateKey;
import org.bouncycastle.jcajce.spec.MLDSAParameterSpec;

/// ML-DSA keys of one parameter set: signatures of messages and of their representatives μ.
///
/// The encoding of a private key is the 32-byte seed from which the key is computed. Sources: FIPS 204, RFC
/// 9881.
public final class MlDsa implements KeyFamily {
    private final Engine engine;
    private final Provider provider;
    private final SecureRandom random;
    private final String algorithm;
    private final ASN1ObjectIdentifier name;

    /// Makes the family of keys of one parameter set.
    ///
    /// @param parameterSet 44, 65 or 87
    public MlDsa(Engine engine, int parameterSet) {
        this.engine = engine;
        this.provider = engine.provider();
        this.random = engine.random();
        this.algorithm = "ML-DSA-" + parameterSet;
        this.name = switch (parameterSet) {
            case 44 -> NISTObjectIdentifiers.id_ml_dsa_44;
            case 65 -> NISTObjectIdentifiers.id_ml_dsa_65;
            case 87 -> NISTObjectIdentifiers.id_ml_dsa_87;
            default -> throw new AssertionError("there is no " + algorithm);
        };
    }

    @Override
    public EncodedPair generate() {
        // AWS-LC takes the parameter set from the name and has its own source of random bytes.
        MLDSAParameterSpec parameters = engine.isNative() ? null : MLDSAParameterSpec.fromName(algorithm);
        KeyPair pair = JcaKeys.generate(provider, algorithm, parameters, random);
        byte[] pkcs8 = pair.getPrivate() instanceof MLDSAPrivateKey key
                ? key.getPrivateKey(true).getEncoded()
                : pair.getPrivate().getEncoded();
        return new EncodedPair(
                Secret.owning(pkcs8), Blob.owning(pair.getPublic().getEncoded()));
    }

    @Override
    public PrivateKey privateKey(byte[] pkcs8) throws InvalidKeySpecException {
        PrivateKey key = JcaKeys.privateKey(provider, algorithm, pkcs8);
        checkSet(PrivateKeyInfo.getInstance(pkcs8).getPrivateKeyAlgorithm());
        return key;
    }

    @Override
    public PublicKey publicKey(byte[] subjectPublicKeyInfo) throws InvalidKeySpecException {
        PublicKey key = JcaKeys.publicKey(provider, algorithm, subjectPublicKeyInfo);
        checkSet(SubjectPublicKeyInfo.getInstance(subjectPublicKeyInfo).getAlgorithm());
        return key;
    }

    /// Returns the signatures of messages: ML-DSA with an empty context.
    public Signatures onMessage() {
        return new JcaSignatures(provider, "ML-DSA", null, random);
    }

    /// Returns the signatures of 64-byte representatives μ of messages; the caller computes them. Source: FIPS 204,
    /// algorithm 7, line 6.
    public Signatures onMu() {
        return new JcaSignatures(provider, engine.isNative() ? "ML-DSA-ExtMu" : "ML-DSA-EXTERNAL-MU", null, random);
    }

    /// Refuses a key of another parameter set. AWS-LC does not refuse it.
    private void checkSet(AlgorithmIdentifier identifier) throws InvalidKeySpecException {
        if (!identifier.getAlgorithm().equals(name)) {
            throw new InvalidKeySpecException("the key is not one of " + algorithm);
        }
    }
}
