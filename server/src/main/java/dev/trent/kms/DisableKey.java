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

/// Makes a key unusable until it is enabled again. A disabled key stays disabled.
///
/// Source: [DisableKey](https://docs.aws.amazon.com/kms/latest/APIReference/API_DisableKey.html).
final class DisableKey implements Writing<DisableKey.Request, NoContent> {
    private final Access access;
    private final Keys keys;

    /// The request: a key id or key ARN.
    public record Request(
            @Logged @Length(min = 1, max = 2048) @Matches(KmsPattern.KEY_ID)
            String keyId) {}

    DisableKey(Access access, Keys keys) {
        this.access = access;
        this.keys = keys;
    }

    /// Errors: NotFoundException, InvalidArnException, AccessDeniedException, KMSInvalidStateException.
    @Override
    public Change<NoContent> prepare(Invocation call, Request request) {
        Key key = access.permit(call, KeyRequest.of(KmsAction.DisableKey, request.keyId()))
                .key();
        return tx -> {
            keys.change(tx, key, Key::disable);
            return NoContent.INSTANCE;
        };
    }
}
