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

/// Turns automatic rotation off. The earlier materials of the key still decrypt.
///
/// Source: [DisableKeyRotation](
/// https://docs.aws.amazon.com/kms/latest/APIReference/API_DisableKeyRotation.html).
final class DisableKeyRotation implements Writing<DisableKeyRotation.Request, NoContent> {
    private final Access access;
    private final Keys keys;

    /// The request: a key id or key ARN.
    public record Request(
            @Logged @Length(min = 1, max = 2048) @Matches(KmsPattern.KEY_ID)
            String keyId) {}

    DisableKeyRotation(Access access, Keys keys) {
        this.access = access;
        this.keys = keys;
    }

    /// Errors: NotFoundException, InvalidArnException, AccessDeniedException, UnsupportedOperationException,
    /// DisabledException, KMSInvalidStateException.
    @Override
    public Change<NoContent> prepare(Invocation call, Request request) {
        Key key = access.permit(call, KeyRequest.of(KmsAction.DisableKeyRotation, request.keyId()))
                .key();
        RotationRules.requireAutomatic(key);
        call.causes(key.synchronizations());
        return tx -> {
            keys.changeSet(
                    tx,
                    key,
                    stored -> stored.in(KmsAction.DisableKeyRotation.states()).rotating(null));
            return NoContent.INSTANCE;
        };
    }
}
