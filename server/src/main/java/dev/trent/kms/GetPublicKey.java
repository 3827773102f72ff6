package dev.trent.kms;

import dev.trent.access.Access;
import dev.trent.access.KeyRequest;
import dev.trent.access.Permit;
import dev.trent.aws.Blob;
import dev.trent.call.Invocation;
import dev.trent.call.Reading;
import dev.trent.keys.EncapsulationAlgorithm;
import dev.trent.keys.EncryptionAlgorithm;
import dev.trent.keys.Key;
import dev.trent.keys.KeyAgreementAlgorithm;
import dev.trent.keys.KeySpec;
import dev.trent.keys.KeyUsage;
import dev.trent.keys.KmsAction;
import dev.trent.keys.SigningAlgorithm;
import dev.trent.vault.Vault;
import dev.trent.wire.Length;
import dev.trent.wire.Logged;
import dev.trent.wire.Matches;
import dev.trent.wire.Sensitive;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Returns the public half of an asymmetric key, with its usage and algorithms.
///
/// Source: [GetPublicKey](https://docs.aws.amazon.com/kms/latest/APIReference/API_GetPublicKey.html).
final class GetPublicKey implements Reading<GetPublicKey.Request, GetPublicKey.Response> {
    private final Access access;
    private final Vault vault;

    /// The request: any of the four forms of key identifier.
    public record Request(
            @Logged @Length(min = 1, max = 2048) @Matches(KmsPattern.KEY_ID)
            String keyId,

            @Sensitive @Nullable @Length(min = 0, max = 10) List<@Length(min = 1, max = 8192) String> grantTokens) {}

    /// The answer. It has the list of algorithms for the key's usage; the other lists are absent.
    ///
    /// @param keyId the key's ARN, whatever form the request used
    /// @param publicKey `SubjectPublicKeyInfo` in DER
    public record Response(
            String keyId,
            Blob publicKey,
            KeySpec customerMasterKeySpec,
            KeySpec keySpec,
            KeyUsage keyUsage,
            @Nullable List<EncryptionAlgorithm> encryptionAlgorithms,
            @Nullable List<SigningAlgorithm> signingAlgorithms,
            @Nullable List<KeyAgreementAlgorithm> keyAgreementAlgorithms,
            @Nullable List<EncapsulationAlgorithm> encapsulationAlgorithms) {}

    GetPublicKey(Access access, Vault vault) {
        this.access = access;
        this.vault = vault;
    }

    @Override
    public boolean quick() {
        return true;
    }

    /// Errors: NotFoundException, InvalidArnException, AccessDeniedException, KMSInvalidStateException,
    /// UnsupportedOperationException.
    @Override
    public Response perform(Invocation call, Request request) {
        Permit permit = access.permit(
                call, KeyRequest.of(KmsAction.GetPublicKey, request.keyId()).presenting(request.grantTokens()));
        Blob publicKey = vault.publicKey(permit);
        Key key = permit.key();
        KeyAlgorithms algorithms = KeyAlgorithms.of(key);
        return new Response(
                key.arn().toString(),
                publicKey,
                key.spec(),
                key.spec(),
                key.usage(),
                algorithms.encryption(),
                algorithms.signing(),
                algorithms.keyAgreement(),
                algorithms.encapsulation());
    }
}
