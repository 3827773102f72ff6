package dev.trent.crypto;

import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.spec.MGF1ParameterSpec;
import javax.crypto.BadPaddingException;
import javax.crypto.Cipher;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;

/// RSA encryption with the padding OAEP: MGF1 with the same hash, an empty label.
///
/// A ciphertext is as long as the modulus. Source: RFC 8017 §7.1.
///
/// @param blockBytes the length of the modulus
record RsaOaep(Provider provider, Hash hash, int blockBytes, SecureRandom random) implements PublicKeyEncryption {

    @Override
    public int plaintextBytesMax() {
        return blockBytes - 2 * hash.lengthBytes() - 2;
    }

    @Override
    public byte[] encrypt(PublicKey key, byte[] plaintext) {
        try {
            return cipher(Cipher.ENCRYPT_MODE, key).doFinal(plaintext);
        } catch (GeneralSecurityException impossible) {
            throw new AssertionError("RSA-OAEP cannot encrypt " + plaintext.length + " bytes", impossible);
        }
    }

    @Override
    public byte[] decrypt(PrivateKey key, byte[] ciphertext) throws BadPaddingException {
        if (ciphertext.length != blockBytes) {
            throw new BadPaddingException();
        }
        try {
            return cipher(Cipher.DECRYPT_MODE, key).doFinal(ciphertext);
        } catch (GeneralSecurityException | RuntimeException damaged) {
            throw new BadPaddingException();
        }
    }

    private Cipher cipher(int mode, Key key) throws GeneralSecurityException {
        MGF1ParameterSpec mask = new MGF1ParameterSpec(hash.jcaName());
        Cipher cipher = Cipher.getInstance("RSA/ECB/OAEPPadding", provider);
        cipher.init(mode, key, new OAEPParameterSpec(hash.jcaName(), "MGF1", mask, PSource.PSpecified.DEFAULT), random);
        return cipher;
    }
}
