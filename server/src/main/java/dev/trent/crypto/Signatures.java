package dev.trent.crypto;

import java.security.PrivateKey;
import java.security.PublicKey;

/// Signing and verifying in one particular way: one algorithm, with its parameters fixed.
public interface Signatures {
    /// Signs.
    ///
    /// @param input the message, its digest or its representative, as the algorithm takes it
    byte[] sign(PrivateKey key, byte[] input);

    /// Returns whether a signature is of this input and by the other half of this key; false for everything
    /// that is no signature at all.
    boolean verify(PublicKey key, byte[] input, byte[] signature);

    /// Returns the same algorithm on whole messages, of which it signs the digests.
    default Signatures hashing(Hash hash) {
        Signatures onDigest = this;
        return new Signatures() {
            @Override
            public byte[] sign(PrivateKey key, byte[] message) {
                return onDigest.sign(key, hash.digest(message));
            }

            @Override
            public boolean verify(PublicKey key, byte[] message, byte[] signature) {
                return onDigest.verify(key, hash.digest(message), signature);
            }
        };
    }
}
