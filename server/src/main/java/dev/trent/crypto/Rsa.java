package dev.trent.crypto;

import java.security.Key;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.interfaces.RSAKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.RSAKeyGenParameterSpec;

/// RSA keys of one length: signatures in both paddings, and OAEP encryption.
///
/// New keys have the public exponent 65537. Source: RFC 8017 (PKCS #1 v2.2).
public final class Rsa implements KeyFamily {
    private static final String ALGORITHM = "RSA";

    private final Provider provider;
    private final SecureRandom random;
    private final int modulusBits;

    /// Makes the family of keys of one length.
    ///
    /// @param modulusBits 2048, 3072 or 4096
    public Rsa(Engine engine, int modulusBits) {
        this.provider = engine.provider();
        this.random = engine.random();
        this.modulusBits = modulusBits;
    }

    @Override
    public EncodedPair generate() {
        RSAKeyGenParameterSpec size = new RSAKeyGenParameterSpec(modulusBits, RSAKeyGenParameterSpec.F4);
        return EncodedPair.of(JcaKeys.generate(provider, ALGORITHM, size, random));
    }

    @Override
    public PrivateKey privateKey(byte[] pkcs8) throws InvalidKeySpecException {
        PrivateKey key = JcaKeys.privateKey(provider, ALGORITHM, pkcs8);
        checkLength(key);
        return key;
    }

    @Override
    public PublicKey publicKey(byte[] subjectPublicKeyInfo) throws InvalidKeySpecException {
        PublicKey key = JcaKeys.publicKey(provider, ALGORITHM, subjectPublicKeyInfo);
        checkLength(key);
        return key;
    }

    /// Returns the signatures of digests with the padding of PKCS #1 v1.5.
    public Signatures pkcs1(Hash hash) {
        return new RsaSignatures(provider, new Pkcs1Encoding(hash, modulusBytes()), modulusBytes());
    }

    /// Returns the signatures of digests with the padding PSS: MGF1 with the same hash, a salt as long as a digest.
    public Signatures pss(Hash hash) {
        return new RsaSignatures(provider, new PssEncoding(hash, modulusBytes(), random), modulusBytes());
    }

    /// Returns the encryption with the padding OAEP: MGF1 with the same hash, an empty label.
    public PublicKeyEncryption oaep(Hash hash) {
        return new RsaOaep(provider, hash, modulusBytes(), random);
    }

    private int modulusBytes() {
        return modulusBits / Byte.SIZE;
    }

    private void checkLength(Key key) throws InvalidKeySpecException {
        if (!(key instanceof RSAKey rsa) || rsa.getModulus().bitLength() != modulusBits) {
            throw new InvalidKeySpecException("the RSA key has not " + modulusBits + " bits");
        }
    }
}
