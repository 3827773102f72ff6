package dev.trent.keys;

import dev.trent.aws.Blob;
import java.time.Instant;

/// One piece of a key's material, wrapped under a domain key; a key has several after a rotation, one of them
/// current.
///
/// @param region the Region of the key
/// @param keyId the key it belongs to
/// @param materialId 64 lower-case hexadecimal digits
/// @param domainKeyId which domain key wraps it
/// @param state whether it encrypts and decrypts, or only decrypts
/// @param wrapped the bytes, in the form of `docs/spec/ciphertext-blob.md`
/// @param ordinal the place in the order of the key's materials, from 0
public record Material(
        String region,
        String keyId,
        String materialId,
        String domainKeyId,
        State state,
        Blob wrapped,
        Instant created,
        long ordinal) {

    /// What a material may be used for.
    public enum State {
        CURRENT,
        NON_CURRENT
    }
}
