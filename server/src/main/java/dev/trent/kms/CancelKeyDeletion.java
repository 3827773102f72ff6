package dev.trent.kms;

import dev.trent.access.Access;
import dev.trent.access.KeyRequest;
import dev.trent.aws.Action;
import dev.trent.aws.Invocation;
import dev.trent.keys.Key;
import dev.trent.keys.KeyReference;
import dev.trent.keys.Keys;
import dev.trent.wire.Length;
import dev.trent.wire.Logged;
import dev.trent.wire.Matches;

/// Ends the waiting period: the key is kept, and disabled.
///
/// Source:
/// [CancelKeyDeletion](https://docs.aws.amazon.com/kms/latest/APIReference/API_CancelKeyDeletion.html).
public final class CancelKeyDeletion {
    private static final Action ACTION = Action.kms("CancelKeyDeletion");

    private final Access access;
    private final Keys keys;

    /// The request: a key id or key ARN.
    public record Request(
            @Logged @Length(min = 1, max = 2048) @Matches(Constraint.KEY_ID)
            String keyId) {}

    /// The answer.
    ///
    /// @param keyId the key's ARN
    public record Response(@Logged String keyId) {}

    /// Makes the operation.
    public CancelKeyDeletion(Access access, Keys keys) {
        this.access = access;
        this.keys = keys;
    }

    /// Performs it.
    ///
    /// Errors: NotFoundException, InvalidArnException, AccessDeniedException, KMSInvalidStateException.
    public Response perform(Invocation call, Request request) {
        Key key = access.permit(call, KeyRequest.of(ACTION, request.keyId(), KeyReference.Forms.KEY_OR_INVALID_ARN))
                .key();
        return new Response(keys.change(key, Key::cancelDeletion).arn().toString());
    }
}
