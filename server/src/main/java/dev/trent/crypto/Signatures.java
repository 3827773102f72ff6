package dev.trent.crypto;

import java.security.PrivateKey;
import java.security.PublicKey;

/// Signatures by one algorithm with fixed parameters.
public interface Signatures {
    /// Signs.
    ///
    /// @param input the input of the algorithm: the message, its digest or its representative μ
    byte[] sign(PrivateKey key, byte[] input);

    /// Returns whether the private half of this key signed this input; false for bytes that are no signature.
    boolean verify(PublicKey key, byte[] input, byte[] signature);

    /// Returns the same algorithm for whole messages: it signs their digests.
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
