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

/// Changes the description of a key.
///
/// Source:
/// [UpdateKeyDescription](https://docs.aws.amazon.com/kms/latest/APIReference/API_UpdateKeyDescription.html).
final class UpdateKeyDescription implements Writing<UpdateKeyDescription.Request, NoContent> {
    private final Access access;
    private final Keys keys;

    /// The request: a key id or key ARN, and the new text, which may be empty.
    public record Request(
            @Logged @Length(min = 1, max = 2048) @Matches(KmsPattern.KEY_ID)
            String keyId,

            @Logged @Length(min = 0, max = 8192) @Matches(KmsPattern.STORABLE)
            String description) {}

    UpdateKeyDescription(Access access, Keys keys) {
        this.access = access;
        this.keys = keys;
    }

    /// Errors: NotFoundException, InvalidArnException, AccessDeniedException, KMSInvalidStateException.
    @Override
    public Change<NoContent> prepare(Invocation call, Request request) {
        Key key = access.permit(call, KeyRequest.of(KmsAction.UpdateKeyDescription, request.keyId()))
                .key();
        return tx -> {
            keys.change(tx, key, stored -> stored.describe(request.description()));
            return NoContent.INSTANCE;
        };
    }
}
