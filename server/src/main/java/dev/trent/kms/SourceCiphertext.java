package dev.trent.kms;

import static dev.trent.aws.AwsError.INCORRECT_KEY;
import static dev.trent.aws.AwsError.VALIDATION;

import dev.trent.access.Access;
import dev.trent.access.KeyRequest;
import dev.trent.access.Permit;
import dev.trent.aws.Blob;
import dev.trent.call.Invocation;
import dev.trent.keys.EncryptionAlgorithm;
import dev.trent.keys.KmsAction;
import dev.trent.vault.AsymmetricKey;
import dev.trent.vault.CiphertextBlob;
import dev.trent.vault.EncryptionContext;
import dev.trent.vault.EncryptionKey;
import dev.trent.vault.SymmetricKey;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// A ciphertext that a request brings, and the key that it may be opened with: what Decrypt and ReEncrypt
/// share.
///
/// @param blob a ciphertext of a symmetric key, which names its key
/// @param bytes a ciphertext of an asymmetric key; both are null where a dry run leaves the ciphertext out
record SourceCiphertext(
        @Nullable CiphertextBlob blob, @Nullable Blob bytes, Permit permit) {

    /// Finds the key and asks for the right to use it.
    ///
    /// A symmetric ciphertext names its key; a key that the caller names must be that one.
    ///
    /// Errors: ValidationException, InvalidCiphertextException, NotFoundException, AccessDeniedException,
    /// IncorrectKeyException.
    ///
    /// @param member the name of the key identifier's member, for the refusal
    /// @param keyId as the caller wrote it; null if it is left to the ciphertext
    /// @param completed adds to the request for the right what the operation brings
    static SourceCiphertext find(
            Access access,
            Invocation call,
            KmsAction action,
            String member,
            @Nullable String keyId,
            EncryptionAlgorithm algorithm,
            @Nullable Blob ciphertext,
            boolean ciphertextIgnored,
            UnaryOperator<KeyRequest> completed) {
        if (ciphertext == null && !ciphertextIgnored) {
            throw VALIDATION.because("1 validation error detected: Value null at 'ciphertextBlob' failed to satisfy"
                    + " constraint: Member must not be null");
        }
        if (keyId == null && (ciphertextIgnored || algorithm != EncryptionAlgorithm.SYMMETRIC_DEFAULT)) {
            throw VALIDATION.because(member + " is required when the ciphertext does not name its key.");
        }
        if (keyId == null && ciphertext != null) {
            CiphertextBlob blob = CiphertextBlob.parse(ciphertext.bytes());
            return new SourceCiphertext(
                    blob, null, access.permit(call, completed.apply(KeyRequest.ofCiphertext(action, blob.keyId()))));
        }
        if (keyId == null) {
            throw new AssertionError("neither key id nor ciphertext");
        }
        Permit permit = access.permit(call, completed.apply(KeyRequest.of(action, keyId)));
        if (ciphertextIgnored || ciphertext == null) {
            return new SourceCiphertext(null, null, permit);
        }
        if (algorithm != EncryptionAlgorithm.SYMMETRIC_DEFAULT) {
            return new SourceCiphertext(null, ciphertext, permit);
        }
        CiphertextBlob blob = CiphertextBlob.parse(ciphertext.bytes());
        if (!blob.keyId().equals(permit.key().keyId())) {
            throw INCORRECT_KEY.because(
                    "The key ID in the request does not identify a CMK that can perform this operation.");
        }
        return new SourceCiphertext(blob, null, permit);
    }

    /// Decrypts it.
    ///
    /// Errors: InvalidCiphertextException, ValidationException, ThrottlingException; DryRunOperationException
    /// if the ciphertext was left out.
    ///
    /// @param key opened with the permit and for the algorithm that it was found by
    EncryptionKey.Decrypted decrypt(EncryptionKey key, EncryptionContext context) {
        return switch (key) {
            case SymmetricKey symmetric when blob != null -> symmetric.decrypt(blob, context);
            case AsymmetricKey asymmetric when bytes != null -> asymmetric.decrypt(bytes, context);
            case SymmetricKey _, AsymmetricKey _ -> throw DryRun.success();
        };
    }
}
