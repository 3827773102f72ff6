package dev.trent.kms;

import dev.trent.access.Access;
import dev.trent.access.Permit;
import dev.trent.aws.AwsError;
import dev.trent.aws.Blob;
import dev.trent.aws.Secret;
import dev.trent.call.Invocation;
import dev.trent.call.Reading;
import dev.trent.keys.KmsAction;
import dev.trent.keys.MacAlgorithm;
import dev.trent.vault.MacKey;
import dev.trent.vault.Vault;
import dev.trent.wire.Default;
import dev.trent.wire.Length;
import dev.trent.wire.Logged;
import dev.trent.wire.Matches;
import dev.trent.wire.Sensitive;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Verifies the HMAC of a message under a key.
///
/// Source: [VerifyMac](https://docs.aws.amazon.com/kms/latest/APIReference/API_VerifyMac.html).
final class VerifyMac implements Reading<VerifyMac.Request, VerifyMac.Response> {
    private final Access access;
    private final Vault vault;

    /// The request: the message, its code, and any of the four forms of key identifier.
    public record Request(
            @Sensitive @Length(min = 1, max = 4096) Secret message,

            @Logged @Length(min = 1, max = 2048) @Matches(KmsPattern.KEY_ID)
            String keyId,

            @Logged MacAlgorithm macAlgorithm,
            @Length(min = 1, max = 6144) Blob mac,
            @Sensitive @Nullable @Length(min = 0, max = 10) List<@Length(min = 1, max = 8192) String> grantTokens,
            @Logged(withDefault = false) @Default("false") Boolean dryRun) {}

    /// The answer.
    ///
    /// @param keyId the key's ARN, whatever form the request used
    /// @param macValid always true, because a wrong code is refused
    public record Response(String keyId, Boolean macValid, MacAlgorithm macAlgorithm) {}

    VerifyMac(Access access, Vault vault) {
        this.access = access;
        this.vault = vault;
    }

    @Override
    public boolean quick() {
        return true;
    }

    /// Errors: NotFoundException, AccessDeniedException, DisabledException, KMSInvalidStateException,
    /// InvalidKeyUsageException, KMSInvalidMacException, DryRunOperationException.
    @Override
    public Response perform(Invocation call, Request request) {
        try (Secret message = request.message()) {
            Permit permit = access.permit(
                    call,
                    MessageRequests.of(
                            KmsAction.VerifyMac, request.keyId(), request.grantTokens(), request.macAlgorithm()));
            MacKey key = vault.mac(permit, KmsAction.VerifyMac.name(), request.macAlgorithm());
            DryRun.stopIf(request.dryRun());
            if (!key.verify(message, request.mac())) {
                throw AwsError.KMS_INVALID_MAC.withoutMessage();
            }
            return new Response(permit.key().arn().toString(), true, request.macAlgorithm());
        }
    }
}
