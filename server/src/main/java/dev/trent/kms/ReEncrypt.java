package dev.trent.kms;

import dev.trent.access.Access;
import dev.trent.access.KeyRequest;
import dev.trent.access.Permit;
import dev.trent.aws.Arn;
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

/// Decrypts under one key and encrypts under another key or context. The plaintext never leaves Trent.
///
/// Source: [ReEncrypt](https://docs.aws.amazon.com/kms/latest/APIReference/API_ReEncrypt.html).
final class ReEncrypt implements Reading<ReEncrypt.Request, ReEncrypt.Response> {
    private static final String NAME = "ReEncrypt";
    private static final KmsAction FROM = KmsAction.ReEncryptFrom;
    private static final KmsAction TO = KmsAction.ReEncryptTo;

    private final Access access;
    private final Vault vault;

    /// The request: a ciphertext with its context, and its new key and context.
    public record Request(
            @Nullable @Length(min = 1, max = 6144) Blob ciphertextBlob,
            @Logged @Nullable Map<String, String> sourceEncryptionContext,

            @Logged @Nullable @Length(min = 1, max = 2048) @Matches(KmsPattern.KEY_ID)
            String sourceKeyId,

            @Logged @Length(min = 1, max = 2048) @Matches(KmsPattern.KEY_ID)
            String destinationKeyId,

            @Logged @Nullable Map<String, String> destinationEncryptionContext,
            @Logged @Default("SYMMETRIC_DEFAULT") EncryptionAlgorithm sourceEncryptionAlgorithm,
            @Logged @Default("SYMMETRIC_DEFAULT") EncryptionAlgorithm destinationEncryptionAlgorithm,
            @Sensitive @Nullable @Length(min = 0, max = 10) List<@Length(min = 1, max = 8192) String> grantTokens,
            @Logged(withDefault = false) @Default("false") Boolean dryRun,
            @Logged @Nullable List<DryRun.Modifier> dryRunModifiers) {}

    /// The answer.
    ///
    /// @param sourceKeyId the ARN of the key that decrypted
    /// @param keyId the ARN of the key that encrypted
    public record Response(
            Blob ciphertextBlob,
            String sourceKeyId,
            String keyId,
            EncryptionAlgorithm sourceEncryptionAlgorithm,
            EncryptionAlgorithm destinationEncryptionAlgorithm,
            @Nullable String sourceKeyMaterialId,
            @Nullable String destinationKeyMaterialId) {}

    ReEncrypt(Access access, Vault vault) {
        this.access = access;
        this.vault = vault;
    }

    @Override
    public boolean quick() {
        return true;
    }

    /// Encrypts a ciphertext anew. The source is checked before the destination.
    ///
    /// Errors: InvalidCiphertextException, IncorrectKeyException, NotFoundException, AccessDeniedException,
    /// DisabledException, KMSInvalidStateException, InvalidKeyUsageException, ValidationException,
    /// ThrottlingException, DryRunOperationException.
    @Override
    public Response perform(Invocation call, Request request) {
        boolean ciphertextIgnored = DryRun.ignoresCiphertext(request.dryRunModifiers(), request.dryRun());
        KeyRequest destinationAsked = EncryptionRequests.of(
                TO,
                request.destinationKeyId(),
                request.destinationEncryptionContext(),
                request.grantTokens(),
                request.destinationEncryptionAlgorithm());
        SourceCiphertext source = SourceCiphertext.find(
                access,
                call,
                FROM,
                "SourceKeyId",
                request.sourceKeyId(),
                request.sourceEncryptionAlgorithm(),
                request.ciphertextBlob(),
                ciphertextIgnored,
                asked -> EncryptionRequests.completed(
                                asked,
                                request.sourceEncryptionContext(),
                                request.grantTokens(),
                                request.sourceEncryptionAlgorithm())
                        .with(facts -> facts.addLazily(
                                "kms:ReEncryptOnSameKey", () -> sameKey(call, asked, destinationAsked))));
        Arn sourceKey = source.permit().key().arn();
        Permit destination = access.permit(
                call,
                destinationAsked.with(facts -> facts.addLazily(
                        "kms:ReEncryptOnSameKey",
                        () -> sameKey(call, KeyRequest.of(FROM, sourceKey.toString()), destinationAsked))));
        EncryptionKey from = vault.encryption(source.permit(), NAME, request.sourceEncryptionAlgorithm());
        EncryptionKey to = vault.encryption(destination, NAME, request.destinationEncryptionAlgorithm());
        EncryptionContext context = EncryptionContext.of(request.destinationEncryptionContext());
        EncryptionKey.Decrypted decrypted =
                source.decrypt(from, EncryptionContext.of(request.sourceEncryptionContext()));
        try (Secret plaintext = decrypted.plaintext()) {
            to.check(plaintext, context);
            DryRun.stopIf(request.dryRun());
            Blob ciphertext = to.encrypt(plaintext, context);
            call.adds("destinationKeyMaterialId", to.materialInAnswers());
            call.adds("sourceKeyMaterialId", decrypted.materialId());
            return new Response(
                    ciphertext,
                    source.permit().key().arn().toString(),
                    destination.key().arn().toString(),
                    request.sourceEncryptionAlgorithm(),
                    request.destinationEncryptionAlgorithm(),
                    decrypted.materialId(),
                    to.materialInAnswers());
        }
    }

    private List<String> sameKey(Invocation call, KeyRequest source, KeyRequest destination) {
        return List.of(Boolean.toString(access.sameKey(call, source, destination)));
    }
}
