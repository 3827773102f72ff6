package dev.trent.vault;

import dev.trent.aws.Blob;
import dev.trent.aws.Secret;
import dev.trent.crypto.EncodedPair;
import dev.trent.crypto.KeyFamily;
import java.nio.ByteBuffer;
import java.security.spec.InvalidKeySpecException;
import java.util.Arrays;

/// The material of an asymmetric key: `length of the public key [4] ‖ SubjectPublicKeyInfo ‖ PKCS#8`.
///
/// One envelope wraps both halves. So nobody can replace the public half in the database. The format is in
/// `docs/spec/ciphertext-blob.md`.
final class PairMaterial {
    private PairMaterial() {}

    /// Joins the halves to a material; the caller closes it.
    static Secret join(EncodedPair pair) {
        byte[] publicKey = pair.publicKey().bytes();
        byte[] privateKey = pair.privateKey().exposed();
        return Secret.owning(ByteBuffer.allocate(Integer.BYTES + publicKey.length + privateKey.length)
                .putInt(publicKey.length)
                .put(publicKey)
                .put(privateKey)
                .array());
    }

    /// Returns a copy of the public half.
    static Blob publicHalf(Secret material) {
        byte[] joined = material.exposed();
        return Blob.owning(Arrays.copyOfRange(
                joined, Integer.BYTES, Integer.BYTES + ByteBuffer.wrap(joined).getInt()));
    }

    /// Reads both halves.
    ///
    /// @param material stays the caller's
    static UnsealedPair read(Secret material, KeyFamily family) {
        byte[] joined = material.exposed();
        int privateAt = Integer.BYTES + ByteBuffer.wrap(joined).getInt();
        byte[] publicKey = Arrays.copyOfRange(joined, Integer.BYTES, privateAt);
        byte[] privateKey = Arrays.copyOfRange(joined, privateAt, joined.length);
        try {
            return new UnsealedPair(family.privateKey(privateKey), family.publicKey(publicKey), Blob.owning(publicKey));
        } catch (InvalidKeySpecException _) {
            // The exception's text may contain the key, so it is no cause here.
            throw new AssertionError("a pair of keys that was wrapped here cannot be read");
        } finally {
            Arrays.fill(privateKey, (byte) 0);
        }
    }
}
