package dev.trent.vault;

import static dev.trent.aws.AwsError.VALIDATION;

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

    /// Refuses an empty plaintext, as Encrypt does; only a ciphertext that somebody made with a public key can
    /// hold one.
    ///
    /// Errors: ValidationException.
    static void checkNotEmpty(Secret plaintext) {
        if (plaintext.length() == 0) {
            throw VALIDATION.because("1 validation error detected: Value at 'plaintext' failed to satisfy constraint:"
                    + " Member must have length greater than or equal to 1");
        }
    }

    /// A plaintext and what had encrypted it.
    ///
    /// @param plaintext whoever gets it closes it
    /// @param materialId 64 hexadecimal digits; null for an asymmetric key
    record Decrypted(Secret plaintext, @Nullable String materialId) {}
}
