package dev.trent.kms;

import dev.trent.access.Access;
import dev.trent.access.KeyRequest;
import dev.trent.access.Permit;
import dev.trent.aws.Blob;
import dev.trent.aws.Secret;
import dev.trent.call.Invocation;
import dev.trent.call.Reading;
import dev.trent.keys.KeyAgreementAlgorithm;
import dev.trent.keys.KeyOrigin;
import dev.trent.keys.KmsAction;
import dev.trent.vault.AgreementKey;
import dev.trent.vault.Vault;
import dev.trent.wire.Default;
import dev.trent.wire.Length;
import dev.trent.wire.Logged;
import dev.trent.wire.Matches;
import dev.trent.wire.Sensitive;
import java.security.PublicKey;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Agrees on a secret with the holder of another key, by elliptic-curve Diffie-Hellman.
///
/// Source:
/// [DeriveSharedSecret](https://docs.aws.amazon.com/kms/latest/APIReference/API_DeriveSharedSecret.html).
final class DeriveSharedSecret implements Reading<DeriveSharedSecret.Request, DeriveSharedSecret.Response> {
    private final Access access;
    private final Vault vault;

    /// The request: any of the four forms of key identifier, and the other party's public key as
    /// `SubjectPublicKeyInfo`.
    public record Request(
            @Logged @Length(min = 1, max = 2048) @Matches(KmsPattern.KEY_ID)
            String keyId,

            @Logged KeyAgreementAlgorithm keyAgreementAlgorithm,
            @Length(min = 1, max = 8192) Blob publicKey,
            @Sensitive @Nullable @Length(min = 0, max = 10) List<@Length(min = 1, max = 8192) String> grantTokens,
            @Logged(withDefault = false) @Default("false") Boolean dryRun,
            @Nullable RecipientInfo recipient) {}

    /// The answer.
    ///
    /// @param keyId the key's ARN, whatever form the request used
    /// @param sharedSecret the x-coordinate of the shared point, with the length of the field
    public record Response(
            String keyId,
            Secret sharedSecret,
            @Nullable Blob ciphertextForRecipient,
            KeyAgreementAlgorithm keyAgreementAlgorithm,
            KeyOrigin keyOrigin)
            implements AutoCloseable {
        @Override
        public void close() {
            sharedSecret.close();
        }
    }

    DeriveSharedSecret(Access access, Vault vault) {
        this.access = access;
        this.vault = vault;
    }

    /// Errors: NotFoundException, AccessDeniedException, DisabledException, KMSInvalidStateException,
    /// InvalidKeyUsageException, ValidationException, UnsupportedOperationException,
    /// DryRunOperationException.
    @Override
    public Response perform(Invocation call, Request request) {
        Permit permit = access.permit(
                call,
                KeyRequest.of(KmsAction.DeriveSharedSecret, request.keyId())
                        .presenting(request.grantTokens())
                        .with(facts -> facts.add(
                                "kms:KeyAgreementAlgorithm",
                                request.keyAgreementAlgorithm().name())));
        AgreementKey key =
                vault.agreement(permit, KmsAction.DeriveSharedSecret.name(), request.keyAgreementAlgorithm());
        RecipientInfo.refuse(request.recipient());
        PublicKey peer = key.peer(request.publicKey());
        DryRun.stopIf(request.dryRun());
        return key.agree(peer)
                .handedTo(sharedSecret -> new Response(
                        permit.key().arn().toString(),
                        sharedSecret,
                        null,
                        request.keyAgreementAlgorithm(),
                        permit.key().origin()));
    }
}
