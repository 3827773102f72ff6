package dev.trent.crypto;

import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.interfaces.RSAKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;
import javax.crypto.BadPaddingException;
import javax.crypto.Cipher;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;

/// RSA keys of one length, made with the public exponent 65537: signatures in both paddings, and OAEP
/// encryption.
///
/// Source: RFC 8017 (PKCS #1 v2.2).
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

    /// Returns the signatures of digests with the padding PSS: MGF1 with the same hash, a salt as long as it.
    public Signatures pss(Hash hash) {
        return new RsaSignatures(provider, new PssEncoding(hash, modulusBytes(), random), modulusBytes());
    }

    /// Encrypts with OAEP: MGF1 with the same hash, an empty label.
    ///
    /// @param plaintext at most [#plaintextMax] bytes
    /// @return as many bytes as the modulus has
    public byte[] encrypt(PublicKey key, Hash hash, byte[] plaintext) {
        try {
            return oaep(Cipher.ENCRYPT_MODE, key, hash).doFinal(plaintext);
        } catch (GeneralSecurityException impossible) {
            throw new AssertionError("RSA-OAEP cannot encrypt " + plaintext.length + " bytes", impossible);
        }
    }

    /// Decrypts what [#encrypt] made.
    ///
    /// @throws BadPaddingException if it is something else; why is not said
    public byte[] decrypt(PrivateKey key, Hash hash, byte[] ciphertext) throws BadPaddingException {
        if (ciphertext.length != modulusBytes()) {
            throw new BadPaddingException();
        }
        try {
            return oaep(Cipher.DECRYPT_MODE, key, hash).doFinal(ciphertext);
        } catch (GeneralSecurityException | RuntimeException damaged) {
            throw new BadPaddingException();
        }
    }

    /// Returns how many bytes OAEP can encrypt.
    public int plaintextMax(Hash hash) {
        return modulusBytes() - 2 * hash.lengthBytes() - 2;
    }

    private int modulusBytes() {
        return modulusBits / Byte.SIZE;
    }

    private void checkLength(Key key) throws InvalidKeySpecException {
        if (!(key instanceof RSAKey rsa) || rsa.getModulus().bitLength() != modulusBits) {
            throw new InvalidKeySpecException("the RSA key has not " + modulusBits + " bits");
        }
    }

    private Cipher oaep(int mode, Key key, Hash hash) throws GeneralSecurityException {
        MGF1ParameterSpec mask = new MGF1ParameterSpec(hash.jcaName());
        Cipher cipher = Cipher.getInstance("RSA/ECB/OAEPPadding", provider);
        cipher.init(mode, key, new OAEPParameterSpec(hash.jcaName(), "MGF1", mask, PSource.PSpecified.DEFAULT), random);
        return cipher;
    }
}
