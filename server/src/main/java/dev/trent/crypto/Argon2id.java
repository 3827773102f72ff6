package dev.trent.crypto;

import java.util.Arrays;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/// The password hash Argon2id, version 1.3. Each computation takes its memory from the heap, and gives it back.
///
/// Source: RFC 9106.
///
/// @param memoryKib the memory in KiB
/// @param passes how often it goes over the memory
/// @param lanes the lanes of the memory; they are computed one after the other
public record Argon2id(int memoryKib, int passes, int lanes) {
    /// Returns the hash of a password.
    ///
    /// @param password at least one byte; stays the caller's
    /// @param salt drawn for this password; 16 bytes are usual
    public byte[] hash(byte[] password, byte[] salt, int hashBytes) {
        Argon2Parameters parameters = new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(memoryKib)
                .withIterations(passes)
                .withParallelism(lanes)
                .withSalt(salt)
                .build();
        Argon2BytesGenerator generator = new Argon2BytesGenerator();
        generator.init(parameters);
        byte[] own = Arrays.copyOf(password, password.length);
        byte[] hash = new byte[hashBytes];
        try {
            int _ = generator.generateBytes(own, hash);
            return hash;
        } finally {
            Arrays.fill(own, (byte) 0);
            parameters.clear();
        }
    }
}
