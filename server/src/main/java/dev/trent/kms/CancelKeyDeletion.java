package dev.trent.kms;

import dev.trent.access.Access;
import dev.trent.access.KeyRequest;
import dev.trent.call.Invocation;
import dev.trent.call.Writing;
import dev.trent.keys.Key;
import dev.trent.keys.Keys;
import dev.trent.keys.KmsAction;
import dev.trent.store.Change;
import dev.trent.wire.Length;
import dev.trent.wire.Logged;
import dev.trent.wire.Matches;

/// Ends the waiting period of a key. The key stays and is disabled.
///
/// Source:
/// [CancelKeyDeletion](https://docs.aws.amazon.com/kms/latest/APIReference/API_CancelKeyDeletion.html).
final class CancelKeyDeletion implements Writing<CancelKeyDeletion.Request, CancelKeyDeletion.Response> {
    private final Access access;
    private final Keys keys;

    /// The request: a key id or key ARN.
    public record Request(
            @Logged @Length(min = 1, max = 2048) @Matches(KmsPattern.KEY_ID)
            String keyId) {}

    /// The answer.
    ///
    /// @param keyId the key's ARN
    public record Response(@Logged String keyId) {}

    CancelKeyDeletion(Access access, Keys keys) {
        this.access = access;
        this.keys = keys;
    }

    /// Errors: NotFoundException, InvalidArnException, AccessDeniedException, KMSInvalidStateException.
    @Override
    public Change<Response> prepare(Invocation call, Request request) {
        Key key = access.permit(call, KeyRequest.of(KmsAction.CancelKeyDeletion, request.keyId()))
                .key();
        return tx -> new Response(keys.change(tx, key, stored -> stored.cancelDeletion(call.time()))
                .arn()
                .toString());
    }
}
