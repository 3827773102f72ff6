package dev.trent.kms;

import dev.trent.access.Access;
import dev.trent.access.Permit;
import dev.trent.aws.Blob;
import dev.trent.call.Invocation;
import dev.trent.call.Reading;
import dev.trent.crypto.EncodedPair;
import dev.trent.keys.KmsAction;
import dev.trent.vault.EncryptionContext;
import dev.trent.vault.SymmetricKey;
import dev.trent.vault.Vault;
import dev.trent.wire.Default;
import dev.trent.wire.Length;
import dev.trent.wire.Logged;
import dev.trent.wire.Matches;
import dev.trent.wire.Sensitive;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Draws a key pair and returns the private key only encrypted under a KMS key.
///
/// Source:
/// [GenerateDataKeyPairWithoutPlaintext](https://docs.aws.amazon.com/kms/latest/APIReference/API_GenerateDataKeyPairWithoutPlaintext.html).
final class GenerateDataKeyPairWithoutPlaintext
        implements Reading<GenerateDataKeyPairWithoutPlaintext.Request, GenerateDataKeyPairWithoutPlaintext.Response> {
    private final Access access;
    private final Vault vault;

    /// The request: any of the four forms of key identifier of a symmetric encryption key, and the kind of
    /// pair.
    public record Request(
            @Logged @Nullable Map<String, String> encryptionContext,

            @Logged @Length(min = 1, max = 2048) @Matches(KmsPattern.KEY_ID)
            String keyId,

            @Logged DataKeyPairSpec keyPairSpec,
            @Sensitive @Nullable @Length(min = 0, max = 10) List<@Length(min = 1, max = 8192) String> grantTokens,
            @Logged(withDefault = false) @Default("false") Boolean dryRun) {}

    /// The answer.
    ///
    /// @param publicKey `SubjectPublicKeyInfo` in DER
    /// @param keyId the key's ARN, whatever form the request used
    public record Response(
            Blob privateKeyCiphertextBlob,
            Blob publicKey,
            String keyId,
            DataKeyPairSpec keyPairSpec,
            @Nullable String keyMaterialId) {}

    GenerateDataKeyPairWithoutPlaintext(Access access, Vault vault) {
        this.access = access;
        this.vault = vault;
    }

    /// Errors: NotFoundException, AccessDeniedException, DisabledException, KMSInvalidStateException,
    /// InvalidKeyUsageException, ThrottlingException, DryRunOperationException.
    @Override
    public Response perform(Invocation call, Request request) {
        Permit permit = access.permit(
                call,
                EncryptionRequests.ofPair(
                        KmsAction.GenerateDataKeyPairWithoutPlaintext,
                        request.keyId(),
                        request.encryptionContext(),
                        request.grantTokens(),
                        request.keyPairSpec()));
        SymmetricKey key = vault.symmetric(permit, KmsAction.GenerateDataKeyPairWithoutPlaintext.name());
        EncryptionContext context = EncryptionContext.of(request.encryptionContext());
        DryRun.stopIf(request.dryRun());
        try (EncodedPair pair = vault.dataKeyPair(permit, request.keyPairSpec().keySpec(), call::clientGone)) {
            Blob ciphertext = key.encrypt(pair.privateKey(), context);
            call.usesMaterial(key.currentMaterialId());
            return new Response(
                    ciphertext,
                    pair.publicKey(),
                    permit.key().arn().toString(),
                    request.keyPairSpec(),
                    key.currentMaterialId());
        }
    }
}
