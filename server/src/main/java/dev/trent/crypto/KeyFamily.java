package dev.trent.crypto;

import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.InvalidKeySpecException;

/// The pairs of keys of one kind and size: how they are made, and how they are read.
public interface KeyFamily {
    /// Draws a new pair; whoever gets it closes it.
    EncodedPair generate();

    /// Reads a private key.
    ///
    /// @param pkcs8 stays the caller's, who zeroes it
    /// @throws InvalidKeySpecException if it is no private key of this kind
    PrivateKey privateKey(byte[] pkcs8) throws InvalidKeySpecException;

    /// Reads a public key, and makes sure that it is a valid one of this kind and size.
    ///
    /// @param subjectPublicKeyInfo the DER
    /// @throws InvalidKeySpecException if it is not
    PublicKey publicKey(byte[] subjectPublicKeyInfo) throws InvalidKeySpecException;
}
