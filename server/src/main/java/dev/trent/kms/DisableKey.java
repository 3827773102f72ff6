package dev.trent.kms;

import dev.trent.access.Access;
import dev.trent.access.KeyRequest;
import dev.trent.aws.Action;
import dev.trent.aws.Invocation;
import dev.trent.aws.Operation.NoContent;
import dev.trent.keys.Key;
import dev.trent.keys.KeyReference;
import dev.trent.keys.Keys;
import dev.trent.vault.Vault;
import dev.trent.wire.Length;
import dev.trent.wire.Logged;
import dev.trent.wire.Matches;

/// Keeps a key from being used until it is enabled again; a disabled key stays as it is.
///
/// Source: [DisableKey](https://docs.aws.amazon.com/kms/latest/APIReference/API_DisableKey.html).
public final class DisableKey {
    private static final Action ACTION = Action.kms("DisableKey");

    private final Access access;
    private final Keys keys;
    private final Vault vault;

    /// The request: a key id or key ARN.
    public record Request(
            @Logged @Length(min = 1, max = 2048) @Matches(Constraint.KEY_ID)
            String keyId) {}

    /// Makes the operation.
    public DisableKey(Access access, Keys keys, Vault vault) {
        this.access = access;
        this.keys = keys;
        this.vault = vault;
    }

    /// Performs it.
    ///
    /// Errors: NotFoundException, InvalidArnException, AccessDeniedException, KMSInvalidStateException.
    public NoContent perform(Invocation call, Request request) {
        Key key = access.permit(call, KeyRequest.of(ACTION, request.keyId(), KeyReference.Forms.KEY_OR_INVALID_ARN))
                .key();
        keys.change(key, Key::disable);
        vault.forget(key);
        return NoContent.INSTANCE;
    }
}
