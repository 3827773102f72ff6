package dev.trent.iam;

import dev.trent.call.Invocation;
import dev.trent.call.Operation.NoContent;
import dev.trent.call.Writing;
import dev.trent.identity.Entity;
import dev.trent.identity.MfaDevices;
import dev.trent.store.Change;
import dev.trent.wire.Length;
import dev.trent.wire.Logged;
import dev.trent.wire.Matches;
import org.jspecify.annotations.Nullable;

/// Takes a second factor from its user. The device stays.
///
/// Source:
/// [DeactivateMFADevice](https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeactivateMFADevice.html).
final class DeactivateMFADevice implements Writing<DeactivateMFADevice.Request, NoContent> {
    private final IamRights rights;
    private final MfaDevices devices;

    /// The request.
    public record Request(
            @Logged @Nullable @Length(min = 1, max = 128) @Matches(value = IamPattern.NAME, says = IamPattern.NAME_SAYS)
            String userName,

            @Logged @Length(min = 9, max = 256) @Matches(IamPattern.SERIAL_NUMBER)
            String serialNumber) {}

    DeactivateMFADevice(IamRights rights, MfaDevices devices) {
        this.rights = rights;
        this.devices = devices;
    }

    /// Errors: AccessDenied, NoSuchEntity, ValidationError, ConcurrentModification.
    @Override
    public Change<NoContent> prepare(Invocation call, Request request) {
        Entity user = rights.onUserOrSelf(call, "DeactivateMFADevice", request.userName());
        if (user == null) {
            throw MfaDevices.missing(request.serialNumber());
        }
        return tx -> {
            devices.deactivate(tx, user, request.serialNumber());
            return NoContent.INSTANCE;
        };
    }
}
