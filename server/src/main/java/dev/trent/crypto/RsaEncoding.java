package dev.trent.crypto;

/// How a digest is laid out in a block as long as the modulus, before RSA turns the block into a signature.
interface RsaEncoding {
    /// Returns the block for a digest, as a number below the modulus.
    byte[] encode(byte[] digest);

    /// Returns whether a block is one for this digest.
    boolean fits(byte[] block, byte[] digest);
}
