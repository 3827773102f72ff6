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

/// The ciphertext of a request, and the permit for the key that opens it. Decrypt and ReEncrypt share it.
///
/// @param blob a ciphertext of a symmetric key, which names the key
/// @param bytes a ciphertext of an asymmetric key; both are null if a dry run leaves the ciphertext out
record SourceCiphertext(
        @Nullable CiphertextBlob blob, @Nullable Blob bytes, Permit permit) {

    /// Finds the key and checks the right to use it.
    ///
    /// A symmetric ciphertext names its key. If the caller also names a key, it must be the same one.
    ///
    /// Errors: ValidationException, InvalidCiphertextException, NotFoundException, AccessDeniedException,
    /// IncorrectKeyException.
    ///
    /// @param member the name of the key identifier's member, for the refusal
    /// @param keyId as the caller wrote it; null if the ciphertext names the key
    /// @param completed adds the operation's facts to the access request
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

    /// Decrypts the ciphertext.
    ///
    /// Errors: InvalidCiphertextException, ValidationException, ThrottlingException; DryRunOperationException
    /// if the ciphertext was left out.
    ///
    /// @param key opened with the permit of this ciphertext and for its algorithm
    EncryptionKey.Decrypted decrypt(EncryptionKey key, EncryptionContext context) {
        return switch (key) {
            case SymmetricKey symmetric when blob != null -> symmetric.decrypt(blob, context);
            case AsymmetricKey asymmetric when bytes != null -> asymmetric.decrypt(bytes, context);
            case SymmetricKey _, AsymmetricKey _ -> throw DryRun.success();
        };
    }
}
