package dev.trent.kms;

import dev.trent.access.Access;
import dev.trent.access.KeyRequest;
import dev.trent.call.Invocation;
import dev.trent.call.Operation.NoContent;
import dev.trent.call.Writing;
import dev.trent.keys.Key;
import dev.trent.keys.Keys;
import dev.trent.keys.KmsAction;
import dev.trent.store.Change;
import dev.trent.wire.Length;
import dev.trent.wire.Logged;
import dev.trent.wire.Matches;

/// Makes a key usable again. An enabled key stays enabled.
///
/// Source: [EnableKey](https://docs.aws.amazon.com/kms/latest/APIReference/API_EnableKey.html).
final class EnableKey implements Writing<EnableKey.Request, NoContent> {
    private final Access access;
    private final Keys keys;

    /// The request: a key id or key ARN.
    public record Request(
            @Logged @Length(min = 1, max = 2048) @Matches(KmsPattern.KEY_ID)
            String keyId) {}

    EnableKey(Access access, Keys keys) {
        this.access = access;
        this.keys = keys;
    }

    /// Errors: NotFoundException, InvalidArnException, AccessDeniedException, KMSInvalidStateException.
    @Override
    public Change<NoContent> prepare(Invocation call, Request request) {
        Key key = access.permit(call, KeyRequest.of(KmsAction.EnableKey, request.keyId()))
                .key();
        return tx -> {
            keys.change(tx, key, Key::enable);
            return NoContent.INSTANCE;
        };
    }
}
