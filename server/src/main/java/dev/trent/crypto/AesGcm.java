package dev.trent.crypto;

import dev.trent.aws.Spares;
import java.security.GeneralSecurityException;
import java.security.Provider;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// AES-256 in Galois/Counter Mode with a 96-bit initialization vector and a 128-bit tag.
///
/// The caller must never use a pair of key and initialization vector twice. Source: NIST SP 800-38D.
///
/// The ciphers are kept. SAFE: a kept cipher holds its last key until its next use. Nearly always that is the key
/// of one message, and who reads the memory of this process finds the keys in use too.
public final class AesGcm {
    /// The length of a key.
    public static final int KEY_BYTES = 32;

    /// The length of an initialization vector.
    public static final int IV_BYTES = 12;

    /// The length of the tag after the ciphertext.
    public static final int TAG_BYTES = 16;

    private static final int TAG_BITS = 8 * TAG_BYTES;
    private static final String TRANSFORMATION = "AES/GCM/NoPadding";

    private final Provider provider;
    private final Spares<Cipher> ciphers = new Spares<>(this::newCipher);

    /// Makes the algorithm with the provider of an engine.
    public AesGcm(Engine engine) {
        this.provider = engine.provider();
    }

    /// Encrypts into `output`, starting at `outputOffset`: the ciphertext, as long as the plaintext, then the
    /// tag.
    ///
    /// @param key 32 bytes
    /// @param iv 12 bytes, never before used with this key
    /// @param associatedData authenticated but not encrypted; may be empty
    public void seal(byte[] key, byte[] iv, byte[] associatedData, byte[] plaintext, byte[] output, int outputOffset) {
        try {
            Cipher cipher = cipher(Cipher.ENCRYPT_MODE, key, iv, associatedData);
            int written = cipher.doFinal(plaintext, 0, plaintext.length, output, outputOffset);
            if (written != plaintext.length + TAG_BYTES) {
                throw new AssertionError("AES-GCM wrote " + written + " bytes for " + plaintext.length);
            }
            ciphers.giveBack(cipher);
        } catch (GeneralSecurityException impossible) {
            throw new AssertionError("AES-GCM cannot encrypt", impossible);
        }
    }

    /// Encrypts into a new array: the ciphertext, then the tag.
    public byte[] seal(byte[] key, byte[] iv, byte[] associatedData, byte[] plaintext) {
        byte[] output = new byte[plaintext.length + TAG_BYTES];
        seal(key, iv, associatedData, plaintext, output, 0);
        return output;
    }

    /// Decrypts `length` bytes of ciphertext and tag, starting at `offset`.
    ///
    /// @throws AEADBadTagException if the tag does not fit key, vector, associated data and ciphertext; then
    ///     nobody gets any of the plaintext
    public byte[] open(byte[] key, byte[] iv, byte[] associatedData, byte[] input, int offset, int length)
            throws AEADBadTagException {
        if (length < TAG_BYTES) {
            throw new AEADBadTagException();
        }
        try {
            Cipher cipher = cipher(Cipher.DECRYPT_MODE, key, iv, associatedData);
            byte[] plaintext = cipher.doFinal(input, offset, length);
            ciphers.giveBack(cipher);
            return plaintext;
        } catch (AEADBadTagException damaged) {
            throw damaged;
        } catch (GeneralSecurityException impossible) {
            throw new AssertionError("AES-GCM cannot decrypt", impossible);
        }
    }

    private Cipher cipher(int mode, byte[] key, byte[] iv, byte[] associatedData) throws GeneralSecurityException {
        if (key.length != KEY_BYTES || iv.length != IV_BYTES) {
            throw new AssertionError("AES-GCM with a key of " + key.length + " and an IV of " + iv.length + " bytes");
        }
        Cipher cipher = ciphers.take();
        cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, iv));
        cipher.updateAAD(associatedData);
        return cipher;
    }

    private Cipher newCipher() {
        try {
            return Cipher.getInstance(TRANSFORMATION, provider);
        } catch (GeneralSecurityException impossible) {
            throw new AssertionError("there is no " + TRANSFORMATION, impossible);
        }
    }
}
