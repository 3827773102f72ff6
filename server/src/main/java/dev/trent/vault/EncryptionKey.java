package dev.trent.vault;

import static dev.trent.aws.AwsError.VALIDATION;

import dev.trent.aws.Blob;
import dev.trent.aws.Secret;
import org.jspecify.annotations.Nullable;

/// A key that the holder of a permit encrypts or decrypts with; [Vault#encryption] makes it.
public sealed interface EncryptionKey permits SymmetricKey, AsymmetricKey {
    /// Refuses a plaintext that the key cannot encrypt and a context that it cannot bind a ciphertext to.
    ///
    /// Errors: ValidationException.
    void check(Secret plaintext, EncryptionContext context);

    /// Encrypts.
    ///
    /// @param plaintext stays the caller's; [#check] has accepted it with the same context
    Blob encrypt(Secret plaintext, EncryptionContext context);

    /// Returns the id of the material that encrypts, for the answer: 64 hexadecimal digits, or null for an
    /// asymmetric key, whose material AWS does not name.
    @Nullable
    String materialInAnswers();

    /// Refuses an empty plaintext, as Encrypt does. ReEncrypt can meet one: somebody encrypted it with a public
    /// key.
    ///
    /// Errors: ValidationException.
    static void checkNotEmpty(Secret plaintext) {
        if (plaintext.length() == 0) {
            throw VALIDATION.because("1 validation error detected: Value at 'plaintext' failed to satisfy constraint:"
                    + " Member must have length greater than or equal to 1");
        }
    }

    /// A plaintext and the material that had encrypted it.
    ///
    /// @param plaintext the caller closes it
    /// @param materialId 64 hexadecimal digits; null for an asymmetric key
    record Decrypted(Secret plaintext, @Nullable String materialId) {}
}
