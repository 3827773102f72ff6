package dev.trent.kms;

import dev.trent.access.Access;
import dev.trent.access.Permit;
import dev.trent.aws.AwsError;
import dev.trent.aws.Blob;
import dev.trent.aws.Secret;
import dev.trent.call.Invocation;
import dev.trent.call.Reading;
import dev.trent.keys.KmsAction;
import dev.trent.keys.MessageType;
import dev.trent.keys.SigningAlgorithm;
import dev.trent.vault.SigningKey;
import dev.trent.vault.Vault;
import dev.trent.wire.Default;
import dev.trent.wire.Length;
import dev.trent.wire.Logged;
import dev.trent.wire.Matches;
import dev.trent.wire.Sensitive;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Verifies a signature with the public half of a key.
///
/// Source: [Verify](https://docs.aws.amazon.com/kms/latest/APIReference/API_Verify.html).
final class Verify implements Reading<Verify.Request, Verify.Response> {
    private final Access access;
    private final Vault vault;

    /// The request: any of the four forms of key identifier, the message or its digest, and the signature.
    public record Request(
            @Logged @Length(min = 1, max = 2048) @Matches(KmsPattern.KEY_ID)
            String keyId,

            @Sensitive @Length(min = 1, max = 4096) Secret message,
            @Logged @Default("RAW") MessageType messageType,
            @Length(min = 1, max = 6144) Blob signature,
            @Logged SigningAlgorithm signingAlgorithm,
            @Sensitive @Nullable @Length(min = 0, max = 10) List<@Length(min = 1, max = 8192) String> grantTokens,
            @Logged(withDefault = false) @Default("false") Boolean dryRun) {}

    /// The answer.
    ///
    /// @param keyId the key's ARN, whatever form the request used
    /// @param signatureValid always true, because a wrong signature is refused
    public record Response(String keyId, Boolean signatureValid, SigningAlgorithm signingAlgorithm) {}

    Verify(Access access, Vault vault) {
        this.access = access;
        this.vault = vault;
    }

    @Override
    public boolean quick() {
        return true;
    }

    /// Errors: NotFoundException, AccessDeniedException, DisabledException, KMSInvalidStateException,
    /// InvalidKeyUsageException, ValidationException, KMSInvalidSignatureException,
    /// DryRunOperationException.
    @Override
    public Response perform(Invocation call, Request request) {
        try (Secret message = request.message()) {
            Permit permit = access.permit(
                    call,
                    MessageRequests.of(
                            KmsAction.Verify,
                            request.keyId(),
                            request.grantTokens(),
                            request.signingAlgorithm(),
                            request.messageType()));
            SigningKey key = vault.signing(
                    permit, KmsAction.Verify.name(), request.signingAlgorithm(), request.messageType(), message);
            DryRun.stopIf(request.dryRun());
            if (!key.verify(message, request.signature())) {
                throw AwsError.KMS_INVALID_SIGNATURE.withoutMessage();
            }
            return new Response(permit.key().arn().toString(), true, request.signingAlgorithm());
        }
    }
}
