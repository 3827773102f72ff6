package dev.trent.iam;

import dev.trent.call.Invocation;
import dev.trent.call.Operation.NoContent;
import dev.trent.call.Writing;
import dev.trent.identity.Entity;
import dev.trent.identity.EntityKind;
import dev.trent.identity.MfaDevices;
import dev.trent.store.Change;
import dev.trent.wire.Length;
import dev.trent.wire.Logged;
import dev.trent.wire.Matches;
import dev.trent.wire.Sensitive;
import java.time.Instant;

/// Gives a virtual second factor to a user, or takes the clock of the user's device, from two codes that the device
/// has shown one after the other.
///
/// Source:
/// [EnableMFADevice](https://docs.aws.amazon.com/IAM/latest/APIReference/API_EnableMFADevice.html),
/// [ResyncMFADevice](https://docs.aws.amazon.com/IAM/latest/APIReference/API_ResyncMFADevice.html).
record EnableMFADevice(String name, IamRights rights, Act act) implements Writing<EnableMFADevice.Request, NoContent> {

    /// Checks the codes and returns the change, or refuses with InvalidAuthenticationCode.
    interface Act {
        Change<?> prepare(Entity user, String serialNumber, MfaDevices.Pair codes, Instant now);
    }

    /// The request.
    public record Request(
            @Logged @Length(min = 1, max = 128) @Matches(value = IamPattern.NAME, says = IamPattern.NAME_SAYS)
            String userName,

            @Logged @Length(min = 9, max = 256) @Matches(IamPattern.SERIAL_NUMBER)
            String serialNumber,

            @Sensitive @Length(min = 6, max = 6) @Matches(IamPattern.CODE)
            String authenticationCode1,

            @Sensitive @Length(min = 6, max = 6) @Matches(IamPattern.CODE)
            String authenticationCode2) {}

    /// Errors: AccessDenied, NoSuchEntity, EntityAlreadyExists, LimitExceeded, InvalidAuthenticationCode,
    /// ConcurrentModification.
    @Override
    public Change<NoContent> prepare(Invocation call, Request request) {
        Entity user = rights.on(call, name, EntityKind.USER, request.userName());
        MfaDevices.Pair codes = new MfaDevices.Pair(request.authenticationCode1(), request.authenticationCode2());
        return act.prepare(user, request.serialNumber(), codes, call.time()).map(_ -> NoContent.INSTANCE);
    }
}
