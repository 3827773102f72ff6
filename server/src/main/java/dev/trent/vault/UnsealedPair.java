package dev.trent.vault;

import dev.trent.aws.Blob;
import java.security.PrivateKey;
import java.security.PublicKey;

/// A pair of keys, read once and ready for use.
///
/// The libraries' key objects cannot be zeroed while another thread signs with them; dropped, they go with the
/// next garbage collection, and AWS-LC cleanses its own part then.
///
/// @param encoded the public key as `SubjectPublicKeyInfo`
record UnsealedPair(PrivateKey privateKey, PublicKey publicKey, Blob encoded) {
    /// What a key object takes beside its encoding: the numbers of the private half, expanded, and what the
    /// library computes from them once.
    private static final int BYTES_PER_PUBLIC_BYTE = 16;

    private static final int OVERHEAD_BYTES = 1024;

    /// Returns about how much memory it takes.
    int weightBytes() {
        return OVERHEAD_BYTES + BYTES_PER_PUBLIC_BYTE * encoded.length();
    }

    /// Tells nothing: key objects of some libraries print themselves.
    @Override
    public String toString() {
        return "UnsealedPair[redacted]";
    }
}
