package dev.trent.kms;

import dev.trent.access.Access;
import dev.trent.access.Permit;
import dev.trent.aws.Blob;
import dev.trent.aws.Secret;
import dev.trent.call.Invocation;
import dev.trent.call.Reading;
import dev.trent.keys.EncryptionAlgorithm;
import dev.trent.keys.KmsAction;
import dev.trent.vault.EncryptionContext;
import dev.trent.vault.SymmetricKey;
import dev.trent.vault.Vault;
import dev.trent.wire.Default;
import dev.trent.wire.Length;
import dev.trent.wire.Logged;
import dev.trent.wire.Matches;
import dev.trent.wire.Range;
import dev.trent.wire.Sensitive;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Draws a data key. Returns it in the clear, and also encrypted under a KMS key.
///
/// Source: [GenerateDataKey](https://docs.aws.amazon.com/kms/latest/APIReference/API_GenerateDataKey.html).
final class GenerateDataKey implements Reading<GenerateDataKey.Request, GenerateDataKey.Response> {
    private final Access access;
    private final Vault vault;

    /// The request: any of the four forms of key identifier, and the length by name or by number.
    public record Request(
            @Logged @Length(min = 1, max = 2048) @Matches(KmsPattern.KEY_ID)
            String keyId,

            @Logged @Nullable Map<String, String> encryptionContext,
            @Logged @Nullable @Range(min = 1, max = 1024) Integer numberOfBytes,
            @Logged @Nullable DataKeySpec keySpec,
            @Sensitive @Nullable @Length(min = 0, max = 10) List<@Length(min = 1, max = 8192) String> grantTokens,
            @Nullable RecipientInfo recipient,
            @Logged(withDefault = false) @Default("false") Boolean dryRun) {}

    /// The answer.
    ///
    /// @param keyId the key's ARN, whatever form the request used
    public record Response(
            Blob ciphertextBlob,
            Secret plaintext,
            String keyId,
            @Nullable Blob ciphertextForRecipient,
            @Nullable String keyMaterialId)
            implements AutoCloseable {
        @Override
        public void close() {
            plaintext.close();
        }
    }

    GenerateDataKey(Access access, Vault vault) {
        this.access = access;
        this.vault = vault;
    }

    @Override
    public boolean quick() {
        return true;
    }

    /// Errors: ValidationException, NotFoundException, AccessDeniedException, DisabledException,
    /// KMSInvalidStateException, InvalidKeyUsageException, DryRunOperationException.
    @Override
    public Response perform(Invocation call, Request request) {
        int lengthBytes = DataKeySpec.lengthBytes(request.keySpec(), request.numberOfBytes());
        Permit permit = access.permit(
                call,
                EncryptionRequests.of(
                        KmsAction.GenerateDataKey,
                        request.keyId(),
                        request.encryptionContext(),
                        request.grantTokens(),
                        EncryptionAlgorithm.SYMMETRIC_DEFAULT));
        SymmetricKey key = vault.symmetric(permit, KmsAction.GenerateDataKey.name());
        EncryptionContext context = EncryptionContext.of(request.encryptionContext());
        RecipientInfo.refuse(request.recipient());
        DryRun.stopIf(request.dryRun());
        return key.dataKey(lengthBytes).handedTo(dataKey -> {
            Blob ciphertext = key.encrypt(dataKey, context);
            call.usesMaterial(key.currentMaterialId());
            return new Response(ciphertext, dataKey, permit.key().arn().toString(), null, key.currentMaterialId());
        });
    }
}
