package dev.trent.vault;

import dev.trent.aws.Blob;
import java.security.PrivateKey;
import java.security.PublicKey;

/// The pair of an asymmetric key in memory, as the library's key objects.
///
/// Nobody can zero such an object while another thread signs with it. After the memory drops it, the next garbage
/// collection removes it, and AWS-LC then zeroes its own part.
///
/// @param encoded the public key as `SubjectPublicKeyInfo`
record UnsealedPair(PrivateKey privateKey, PublicKey publicKey, Blob encoded) {
    /// What the key objects take: the expanded numbers of the private half, and what the library computes from
    /// them once.
    private static final int BYTES_PER_PUBLIC_BYTE = 16;

    private static final int OVERHEAD_BYTES = 1024;

    /// Returns about how much memory it takes.
    int weightBytes() {
        return OVERHEAD_BYTES + BYTES_PER_PUBLIC_BYTE * encoded.length();
    }

    /// Returns a constant: the key objects of some libraries print their numbers.
    @Override
    public String toString() {
        return "UnsealedPair[redacted]";
    }
}
