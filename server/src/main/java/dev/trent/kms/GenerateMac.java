package dev.trent.kms;

import dev.trent.access.Access;
import dev.trent.access.Permit;
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

/// Returns the HMAC of a message under a key.
///
/// Source: [GenerateMac](https://docs.aws.amazon.com/kms/latest/APIReference/API_GenerateMac.html).
final class GenerateMac implements Reading<GenerateMac.Request, GenerateMac.Response> {
    private final Access access;
    private final Vault vault;

    /// The request: the message, and any of the four forms of key identifier.
    public record Request(
            @Sensitive @Length(min = 1, max = 4096) Secret message,

            @Logged @Length(min = 1, max = 2048) @Matches(KmsPattern.KEY_ID)
            String keyId,

            @Logged MacAlgorithm macAlgorithm,
            @Sensitive @Nullable @Length(min = 0, max = 10) List<@Length(min = 1, max = 8192) String> grantTokens,
            @Logged(withDefault = false) @Default("false") Boolean dryRun) {}

    /// The answer.
    ///
    /// @param mac as long as the algorithm's digest
    /// @param keyId the key's ARN, whatever form the request used
    public record Response(Blob mac, MacAlgorithm macAlgorithm, String keyId) {}

    GenerateMac(Access access, Vault vault) {
        this.access = access;
        this.vault = vault;
    }

    @Override
    public boolean quick() {
        return true;
    }

    /// Errors: NotFoundException, AccessDeniedException, DisabledException, KMSInvalidStateException,
    /// InvalidKeyUsageException, DryRunOperationException.
    @Override
    public Response perform(Invocation call, Request request) {
        try (Secret message = request.message()) {
            Permit permit = access.permit(
                    call,
                    MessageRequests.of(
                            KmsAction.GenerateMac, request.keyId(), request.grantTokens(), request.macAlgorithm()));
            MacKey key = vault.mac(permit, KmsAction.GenerateMac.name(), request.macAlgorithm());
            DryRun.stopIf(request.dryRun());
            return new Response(
                    key.generate(message),
                    request.macAlgorithm(),
                    permit.key().arn().toString());
        }
    }
}
