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
import dev.trent.wire.Default;
import dev.trent.wire.Length;
import dev.trent.wire.Logged;
import dev.trent.wire.Matches;
import dev.trent.wire.Range;

/// Turns automatic rotation on. The first rotation is one period from now. Another call changes the period, and
/// the schedule begins again.
///
/// Source: [EnableKeyRotation](https://docs.aws.amazon.com/kms/latest/APIReference/API_EnableKeyRotation.html).
final class EnableKeyRotation implements Writing<EnableKeyRotation.Request, NoContent> {
    private final Access access;
    private final Keys keys;

    /// The request: a key id or key ARN, and the days between two rotations.
    public record Request(
            @Logged @Length(min = 1, max = 2048) @Matches(KmsPattern.KEY_ID)
            String keyId,

            @Logged @Default("365") @Range(min = 90, max = 2560)
            Integer rotationPeriodInDays) {}

    EnableKeyRotation(Access access, Keys keys) {
        this.access = access;
        this.keys = keys;
    }

    /// Errors: NotFoundException, InvalidArnException, AccessDeniedException, ValidationException,
    /// UnsupportedOperationException, DisabledException, KMSInvalidStateException.
    @Override
    public Change<NoContent> prepare(Invocation call, Request request) {
        int days = request.rotationPeriodInDays();
        KeyRequest asked = KeyRequest.of(KmsAction.EnableKeyRotation, request.keyId())
                .with(facts -> facts.add("kms:RotationPeriodInDays", Integer.toString(days)));
        Key key = access.permit(call, asked).key();
        RotationRules.requireAutomatic(key);
        call.causes(key.synchronizations());
        Key.Rotation rotation = Key.Rotation.from(call.time(), days);
        return tx -> {
            keys.changeSet(
                    tx,
                    key,
                    stored -> stored.in(KmsAction.EnableKeyRotation.states()).rotating(rotation));
            return NoContent.INSTANCE;
        };
    }
}
