package dev.trent.crypto;

import dev.trent.aws.Blob;
import dev.trent.aws.Secret;
import java.security.KeyPair;

/// A pair of keys in the standard encodings.
///
/// @param privateKey PKCS#8 `PrivateKeyInfo` in DER (RFC 5958); this record closes it
/// @param publicKey X.509 `SubjectPublicKeyInfo` in DER (RFC 5280)
public record EncodedPair(Secret privateKey, Blob publicKey) implements AutoCloseable {
    /// Encodes a pair by the encodings of its key objects.
    static EncodedPair of(KeyPair pair) {
        Blob publicKey = Blob.owning(pair.getPublic().getEncoded());
        return new EncodedPair(Secret.owning(pair.getPrivate().getEncoded()), publicKey);
    }

    /// Zeroes the private key.
    @Override
    public void close() {
        privateKey.close();
    }
}
