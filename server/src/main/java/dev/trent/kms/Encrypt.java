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

/// Encrypts up to 4096 bytes under a symmetric key, bound to an encryption context; or fewer bytes with the
/// public half of an asymmetric key.
///
/// Source: [Encrypt](https://docs.aws.amazon.com/kms/latest/APIReference/API_Encrypt.html).
final class Encrypt implements Reading<Encrypt.Request, Encrypt.Response> {
    private final Access access;
    private final Vault vault;

    /// The request: any of the four forms of key identifier, and the plaintext.
    public record Request(
            @Logged @Length(min = 1, max = 2048) @Matches(KmsPattern.KEY_ID)
            String keyId,

            @Sensitive @Length(min = 1, max = 4096) Secret plaintext,
            @Logged @Nullable Map<String, String> encryptionContext,
            @Sensitive @Nullable @Length(min = 0, max = 10) List<@Length(min = 1, max = 8192) String> grantTokens,
            @Logged @Default("SYMMETRIC_DEFAULT") EncryptionAlgorithm encryptionAlgorithm,
            @Logged(withDefault = false) @Default("false") Boolean dryRun) {}

    /// The answer.
    ///
    /// @param keyId the key's ARN, whatever form the request used
    public record Response(Blob ciphertextBlob, String keyId, EncryptionAlgorithm encryptionAlgorithm) {}

    Encrypt(Access access, Vault vault) {
        this.access = access;
        this.vault = vault;
    }

    @Override
    public boolean quick() {
        return true;
    }

    /// Errors: NotFoundException, AccessDeniedException, DisabledException, KMSInvalidStateException,
    /// InvalidKeyUsageException, ValidationException, DryRunOperationException.
    @Override
    public Response perform(Invocation call, Request request) {
        try (Secret plaintext = request.plaintext()) {
            Permit permit = access.permit(
                    call,
                    EncryptionRequests.of(
                            KmsAction.Encrypt,
                            request.keyId(),
                            request.encryptionContext(),
                            request.grantTokens(),
                            request.encryptionAlgorithm()));
            EncryptionKey key = vault.encryption(permit, "Encrypt", request.encryptionAlgorithm());
            EncryptionContext context = EncryptionContext.of(request.encryptionContext());
            key.check(plaintext, context);
            DryRun.stopIf(request.dryRun());
            Blob ciphertext = key.encrypt(plaintext, context);
            call.usesMaterial(key.materialInAnswers());
            return new Response(ciphertext, permit.key().arn().toString(), request.encryptionAlgorithm());
        }
    }
}
