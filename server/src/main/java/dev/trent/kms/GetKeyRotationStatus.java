package dev.trent.kms;

import dev.trent.access.Access;
import dev.trent.access.KeyRequest;
import dev.trent.access.Permit;
import dev.trent.call.Invocation;
import dev.trent.call.Reading;
import dev.trent.keys.KmsAction;
import dev.trent.wire.Length;
import dev.trent.wire.Logged;

/// Tells whether a key rotates by itself: none does yet, as those of AWS do not unless they are told to.
///
/// It answers for every kind of key and in every state. Source:
/// [GetKeyRotationStatus](https://docs.aws.amazon.com/kms/latest/APIReference/API_GetKeyRotationStatus.html).
final class GetKeyRotationStatus implements Reading<GetKeyRotationStatus.Request, GetKeyRotationStatus.Response> {
    private final Access access;

    /// The request: a key id or key ARN.
    public record Request(
            @Logged @Length(min = 1, max = 2048) String keyId) {}

    /// The answer; period and dates are there only while rotation is on.
    ///
    /// @param keyId the key's ARN, whatever form the request used
    public record Response(String keyId, Boolean keyRotationEnabled) {}

    GetKeyRotationStatus(Access access) {
        this.access = access;
    }

    /// Errors: NotFoundException, InvalidArnException, AccessDeniedException.
    @Override
    public Response perform(Invocation call, Request request) {
        Permit permit = access.permit(call, KeyRequest.of(KmsAction.GetKeyRotationStatus, request.keyId()));
        return new Response(permit.key().arn().toString(), false);
    }
}
