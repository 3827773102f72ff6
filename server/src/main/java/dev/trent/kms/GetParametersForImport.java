package dev.trent.kms;

import dev.trent.access.Access;
import dev.trent.access.KeyRequest;
import dev.trent.access.Permit;
import dev.trent.aws.Blob;
import dev.trent.call.Invocation;
import dev.trent.call.Reading;
import dev.trent.keys.ImportWrapping;
import dev.trent.keys.KmsAction;
import dev.trent.vault.ImportParameters;
import dev.trent.vault.Vault;
import dev.trent.wire.Length;
import dev.trent.wire.Logged;
import dev.trent.wire.Matches;
import java.time.Instant;

/// Returns a public key that wraps key material for its import, and the token that the import needs.
///
/// Source: [GetParametersForImport](
/// https://docs.aws.amazon.com/kms/latest/APIReference/API_GetParametersForImport.html).
final class GetParametersForImport implements Reading<GetParametersForImport.Request, GetParametersForImport.Response> {
    private final Access access;
    private final Vault vault;

    /// The request: a key id or key ARN, the wrapping algorithm, and the spec of the wrapping key.
    public record Request(
            @Logged @Length(min = 1, max = 2048) @Matches(KmsPattern.KEY_ID)
            String keyId,

            @Logged ImportWrapping wrappingAlgorithm,
            @Logged WrappingKeySpec wrappingKeySpec) {}

    /// The answer.
    ///
    /// @param keyId the key's ARN
    public record Response(String keyId, Blob importToken, Blob publicKey, Instant parametersValidTo) {}

    GetParametersForImport(Access access, Vault vault) {
        this.access = access;
        this.vault = vault;
    }

    /// Errors: NotFoundException, InvalidArnException, AccessDeniedException, UnsupportedOperationException,
    /// KMSInvalidStateException, ValidationException, ThrottlingException.
    @Override
    public Response perform(Invocation call, Request request) {
        Permit permit = access.permit(
                call,
                KeyRequest.of(KmsAction.GetParametersForImport, request.keyId())
                        .with(facts -> facts.add(
                                        "kms:WrappingAlgorithm",
                                        request.wrappingAlgorithm().name())
                                .add(
                                        "kms:WrappingKeySpec",
                                        request.wrappingKeySpec().name())));
        ImportRules.requireExternal(permit.key());
        permit.key().in(KmsAction.GetParametersForImport.states());
        ImportRules.checkWrapping(
                request.wrappingAlgorithm(), request.wrappingKeySpec().keySpec());
        ImportParameters parameters = vault.importParameters(
                permit,
                request.wrappingAlgorithm(),
                request.wrappingKeySpec().keySpec(),
                call.time(),
                call::clientGone);
        return new Response(
                permit.key().arn().toString(), parameters.token(), parameters.publicKey(), parameters.validTo());
    }
}
