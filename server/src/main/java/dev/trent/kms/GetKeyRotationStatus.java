package dev.trent.kms;

import dev.trent.access.Access;
import dev.trent.access.KeyRequest;
import dev.trent.call.Invocation;
import dev.trent.call.Reading;
import dev.trent.keys.Key;
import dev.trent.keys.KmsAction;
import dev.trent.wire.Length;
import dev.trent.wire.Logged;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Returns whether a key rotates by itself, and the date of the next rotation.
///
/// It answers for every kind of key and in every state. While the deletion of a key is pending, it does not
/// rotate. Source:
/// [GetKeyRotationStatus](https://docs.aws.amazon.com/kms/latest/APIReference/API_GetKeyRotationStatus.html).
final class GetKeyRotationStatus implements Reading<GetKeyRotationStatus.Request, GetKeyRotationStatus.Response> {
    private final Access access;

    /// The request: a key id or key ARN.
    public record Request(
            @Logged @Length(min = 1, max = 2048) String keyId) {}

    /// The answer. Period and date are absent if rotation is off.
    ///
    /// @param keyId the key's ARN, whatever form the request used
    public record Response(
            String keyId,
            Boolean keyRotationEnabled,
            @Nullable Integer rotationPeriodInDays,
            @Nullable Instant nextRotationDate) {}

    GetKeyRotationStatus(Access access) {
        this.access = access;
    }

    /// Errors: NotFoundException, InvalidArnException, AccessDeniedException.
    @Override
    public Response perform(Invocation call, Request request) {
        Key key = access.permit(call, KeyRequest.of(KmsAction.GetKeyRotationStatus, request.keyId()))
                .key();
        String arn = key.arn().toString();
        Key.Rotation rotation = key.rotation();
        return rotation == null || key.deletion() != null
                ? new Response(arn, false, null, null)
                : new Response(arn, true, rotation.periodDays(), rotation.next());
    }
}
