package dev.trent.crypto;

import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.InvalidKeySpecException;

/// Makes and reads the key pairs of one kind and size.
public interface KeyFamily {
    /// Draws a new pair. The caller closes it.
    EncodedPair generate();

    /// Reads a private key.
    ///
    /// @param pkcs8 stays the caller's
    /// @throws InvalidKeySpecException for everything but a private key of this kind
    PrivateKey privateKey(byte[] pkcs8) throws InvalidKeySpecException;

    /// Reads and checks a public key.
    ///
    /// @param subjectPublicKeyInfo the DER
    /// @throws InvalidKeySpecException for everything but a valid public key of this kind and size
    PublicKey publicKey(byte[] subjectPublicKeyInfo) throws InvalidKeySpecException;
}
