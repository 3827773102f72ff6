package dev.trent.kms;

import dev.trent.access.Access;
import dev.trent.access.Permit;
import dev.trent.aws.Blob;
import dev.trent.aws.Secret;
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

/// Draws a key pair and returns the private key both in the clear and encrypted under a KMS key.
///
/// Source:
/// [GenerateDataKeyPair](https://docs.aws.amazon.com/kms/latest/APIReference/API_GenerateDataKeyPair.html).
final class GenerateDataKeyPair implements Reading<GenerateDataKeyPair.Request, GenerateDataKeyPair.Response> {
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
            @Nullable RecipientInfo recipient,
            @Logged(withDefault = false) @Default("false") Boolean dryRun) {}

    /// The answer.
    ///
    /// @param privateKeyPlaintext PKCS#8 in DER
    /// @param publicKey `SubjectPublicKeyInfo` in DER
    /// @param keyId the key's ARN, whatever form the request used
    public record Response(
            Blob privateKeyCiphertextBlob,
            Secret privateKeyPlaintext,
            Blob publicKey,
            String keyId,
            DataKeyPairSpec keyPairSpec,
            @Nullable Blob ciphertextForRecipient,
            @Nullable String keyMaterialId)
            implements AutoCloseable {
        @Override
        public void close() {
            privateKeyPlaintext.close();
        }
    }

    GenerateDataKeyPair(Access access, Vault vault) {
        this.access = access;
        this.vault = vault;
    }

    /// Errors: NotFoundException, AccessDeniedException, DisabledException, KMSInvalidStateException,
    /// InvalidKeyUsageException, ThrottlingException, UnsupportedOperationException,
    /// DryRunOperationException.
    @Override
    public Response perform(Invocation call, Request request) {
        Permit permit = access.permit(
                call,
                EncryptionRequests.ofPair(
                        KmsAction.GenerateDataKeyPair,
                        request.keyId(),
                        request.encryptionContext(),
                        request.grantTokens(),
                        request.keyPairSpec()));
        SymmetricKey key = vault.symmetric(permit, KmsAction.GenerateDataKeyPair.name());
        EncryptionContext context = EncryptionContext.of(request.encryptionContext());
        RecipientInfo.refuse(request.recipient());
        DryRun.stopIf(request.dryRun());
        EncodedPair pair = vault.dataKeyPair(permit, request.keyPairSpec().keySpec(), call::clientGone);
        return pair.privateKey().handedTo(privateKey -> {
            Blob ciphertext = key.encrypt(privateKey, context);
            call.usesMaterial(key.currentMaterialId());
            return new Response(
                    ciphertext,
                    privateKey,
                    pair.publicKey(),
                    permit.key().arn().toString(),
                    request.keyPairSpec(),
                    null,
                    key.currentMaterialId());
        });
    }
}
