package dev.trent.crypto;

import java.security.PrivateKey;
import java.security.PublicKey;
import javax.crypto.BadPaddingException;

/// Encryption with a public key and decryption with its private key. One algorithm with fixed parameters.
public interface PublicKeyEncryption {
    /// Returns the length of the longest plaintext.
    int plaintextBytesMax();

    /// Encrypts.
    ///
    /// @param plaintext 1 to [#plaintextBytesMax] bytes
    byte[] encrypt(PublicKey key, byte[] plaintext);

    /// Decrypts a result of [#encrypt].
    ///
    /// @return the plaintext; the caller zeroes it
    /// @throws BadPaddingException for any other ciphertext; the message does not say what is wrong
    byte[] decrypt(PrivateKey key, byte[] ciphertext) throws BadPaddingException;
}
