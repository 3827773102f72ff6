package dev.trent.crypto;

import java.security.PrivateKey;
import java.security.PublicKey;
import javax.crypto.BadPaddingException;

/// Encryption with a public key and decryption with its private key, by one algorithm with fixed parameters.
public interface PublicKeyEncryption {
    /// Returns how many bytes it encrypts at most.
    int plaintextBytesMax();

    /// Encrypts.
    ///
    /// @param plaintext 1 to [#plaintextBytesMax] bytes
    byte[] encrypt(PublicKey key, byte[] plaintext);

    /// Decrypts what [#encrypt] returned.
    ///
    /// @return the plaintext; the caller zeroes it
    /// @throws BadPaddingException for any other ciphertext; it does not say what is wrong
    byte[] decrypt(PrivateKey key, byte[] ciphertext) throws BadPaddingException;
}
