package dev.trent.kms;

import dev.trent.access.Access;
import dev.trent.access.KeyRequest;
import dev.trent.access.Permit;
import dev.trent.aws.Blob;
import dev.trent.aws.Secret;
import dev.trent.call.Invocation;
import dev.trent.call.Reading;
import dev.trent.keys.EncapsulationAlgorithm;
import dev.trent.keys.KmsAction;
import dev.trent.vault.EncapsulationKey;
import dev.trent.vault.Vault;
import dev.trent.wire.Default;
import dev.trent.wire.Length;
import dev.trent.wire.Logged;
import dev.trent.wire.Matches;
import dev.trent.wire.Sensitive;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Returns the secret that was encapsulated to the public half of a key.
///
/// Source: [Decapsulate](https://docs.aws.amazon.com/kms/latest/APIReference/API_Decapsulate.html).
final class Decapsulate implements Reading<Decapsulate.Request, Decapsulate.Response> {
    private final Access access;
    private final Vault vault;

    /// The request: any of the four forms of key identifier, and the ciphertext.
    public record Request(
            @Logged @Length(min = 1, max = 2048) @Matches(KmsPattern.KEY_ID)
            String keyId,

            @Length(min = 1, max = 6144) Blob sharedSecretCiphertextBlob,
            @Logged EncapsulationAlgorithm encapsulationAlgorithm,
            @Sensitive @Nullable @Length(min = 0, max = 10) List<@Length(min = 1, max = 8192) String> grantTokens,
            @Logged(withDefault = false) @Default("false") Boolean dryRun) {}

    /// The answer.
    ///
    /// @param keyId the key's ARN, whatever form the request used
    /// @param sharedSecret 32 bytes; for a forged ciphertext 32 different bytes, as FIPS 203 requires
    public record Response(String keyId, Secret sharedSecret, EncapsulationAlgorithm encapsulationAlgorithm)
            implements AutoCloseable {
        @Override
        public void close() {
            sharedSecret.close();
        }
    }

    Decapsulate(Access access, Vault vault) {
        this.access = access;
        this.vault = vault;
    }

    /// Errors: NotFoundException, AccessDeniedException, DisabledException, KMSInvalidStateException,
    /// InvalidKeyUsageException, InvalidCiphertextException, DryRunOperationException.
    @Override
    public Response perform(Invocation call, Request request) {
        Permit permit = access.permit(
                call, KeyRequest.of(KmsAction.Decapsulate, request.keyId()).presenting(request.grantTokens()));
        EncapsulationKey key =
                vault.encapsulation(permit, KmsAction.Decapsulate.name(), request.encapsulationAlgorithm());
        DryRun.stopIf(request.dryRun());
        return key.decapsulate(request.sharedSecretCiphertextBlob())
                .handedTo(sharedSecret ->
                        new Response(permit.key().arn().toString(), sharedSecret, request.encapsulationAlgorithm()));
    }
}
