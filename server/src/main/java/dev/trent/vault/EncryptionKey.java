package dev.trent.vault;

import dev.trent.aws.Blob;
import dev.trent.aws.Secret;
import org.jspecify.annotations.Nullable;

/// A key that its holder may encrypt or decrypt with now; made by [Vault#encryption].
public sealed interface EncryptionKey permits SymmetricKey, AsymmetricKey {
    /// Refuses what the key cannot encrypt, or cannot bind a ciphertext to.
    ///
    /// Errors: ValidationException.
    void check(Secret plaintext, EncryptionContext context);

    /// Encrypts.
    ///
    /// @param plaintext stays the caller's; has passed [#check] with the same context
    Blob encrypt(Secret plaintext, EncryptionContext context);

    /// Returns the id of the material that encrypts, where answers name it: 64 hexadecimal digits, or null for
    /// an asymmetric key.
    @Nullable
    String materialInAnswers();

    /// A plaintext and what had encrypted it.
    ///
    /// @param plaintext whoever gets it closes it
    /// @param materialId 64 hexadecimal digits; null for an asymmetric key
    record Decrypted(Secret plaintext, @Nullable String materialId) {}
}
