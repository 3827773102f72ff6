package dev.trent.kms;

import dev.trent.access.Access;
import dev.trent.aws.Blob;
import dev.trent.aws.Secret;
import dev.trent.call.Invocation;
import dev.trent.call.Reading;
import dev.trent.keys.EncryptionAlgorithm;
import dev.trent.keys.KmsAction;
import dev.trent.vault.EncryptionContext;
import dev.trent.vault.EncryptionKey;
import dev.trent.vault.Vault;
import dev.trent.wire.Default;
import dev.trent.wire.Length;
import dev.trent.wire.Logged;
import dev.trent.wire.Matches;
import dev.trent.wire.Sensitive;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Decrypts a ciphertext of Encrypt, GenerateDataKey or ReEncrypt, or one that was made with a key's public
/// half.
///
/// Source: [Decrypt](https://docs.aws.amazon.com/kms/latest/APIReference/API_Decrypt.html).
final class Decrypt implements Reading<Decrypt.Request, Decrypt.Response> {
    private final Access access;
    private final Vault vault;

    /// The request: the ciphertext, its context, and optionally the key that must have encrypted it.
    public record Request(
            @Nullable @Length(min = 1, max = 6144) Blob ciphertextBlob,
            @Logged @Nullable Map<String, String> encryptionContext,
            @Sensitive @Nullable @Length(min = 0, max = 10) List<@Length(min = 1, max = 8192) String> grantTokens,

            @Logged @Nullable @Length(min = 1, max = 2048) @Matches(KmsPattern.KEY_ID)
            String keyId,

            @Logged @Default("SYMMETRIC_DEFAULT") EncryptionAlgorithm encryptionAlgorithm,
            @Nullable RecipientInfo recipient,
            @Logged(withDefault = false) @Default("false") Boolean dryRun,
            @Logged @Nullable List<DryRun.Modifier> dryRunModifiers) {}

    /// The answer.
    ///
    /// @param keyId the key's ARN
    public record Response(
            String keyId,
            Secret plaintext,
            EncryptionAlgorithm encryptionAlgorithm,
            @Nullable Blob ciphertextForRecipient,
            @Nullable String keyMaterialId)
            implements AutoCloseable {
        @Override
        public void close() {
            plaintext.close();
        }
    }

    Decrypt(Access access, Vault vault) {
        this.access = access;
        this.vault = vault;
    }

    @Override
    public boolean quick() {
        return true;
    }

    /// Errors: InvalidCiphertextException, IncorrectKeyException, NotFoundException, AccessDeniedException,
    /// DisabledException, KMSInvalidStateException, InvalidKeyUsageException, ValidationException,
    /// ThrottlingException, DryRunOperationException.
    @Override
    public Response perform(Invocation call, Request request) {
        boolean ciphertextIgnored = DryRun.ignoresCiphertext(request.dryRunModifiers(), request.dryRun());
        SourceCiphertext source = SourceCiphertext.find(
                access,
                call,
                KmsAction.Decrypt,
                "KeyId",
                request.keyId(),
                request.encryptionAlgorithm(),
                request.ciphertextBlob(),
                ciphertextIgnored,
                asked -> EncryptionRequests.completed(
                        asked, request.encryptionContext(), request.grantTokens(), request.encryptionAlgorithm()));
        EncryptionKey key = vault.encryption(source.permit(), "Decrypt", request.encryptionAlgorithm());
        RecipientInfo.refuse(request.recipient());
        EncryptionKey.Decrypted decrypted = source.decrypt(key, EncryptionContext.of(request.encryptionContext()));
        return decrypted.plaintext().handedTo(plaintext -> {
            DryRun.stopIf(request.dryRun());
            call.usesMaterial(decrypted.materialId());
            return new Response(
                    source.permit().key().arn().toString(),
                    plaintext,
                    request.encryptionAlgorithm(),
                    null,
                    decrypted.materialId());
        });
    }
}
