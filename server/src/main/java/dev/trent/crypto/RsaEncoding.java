package dev.trent.crypto;

/// Puts a digest into a block as long as the modulus; RSA then turns the block into a signature.
interface RsaEncoding {
    /// Returns the block for a digest: a number below the modulus.
    byte[] encode(byte[] digest);

    /// Returns whether a block belongs to this digest.
    boolean fits(byte[] block, byte[] digest);
}
