package dev.trent.iam;

import dev.trent.call.Invocation;
import dev.trent.call.Operation.NoContent;
import dev.trent.call.Writing;
import dev.trent.identity.MfaDevice;
import dev.trent.identity.MfaDevices;
import dev.trent.store.Change;
import dev.trent.wire.Length;
import dev.trent.wire.Logged;
import dev.trent.wire.Matches;

/// Removes a virtual second factor that nobody has.
///
/// Source:
/// [DeleteVirtualMFADevice](https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteVirtualMFADevice.html).
final class DeleteVirtualMFADevice implements Writing<DeleteVirtualMFADevice.Request, NoContent> {
    private final IamRights rights;
    private final MfaDevices devices;

    /// The request.
    public record Request(
            @Logged @Length(min = 9, max = 256) @Matches(IamPattern.SERIAL_NUMBER)
            String serialNumber) {}

    DeleteVirtualMFADevice(IamRights rights, MfaDevices devices) {
        this.rights = rights;
        this.devices = devices;
    }

    /// Errors: AccessDenied, NoSuchEntity, DeleteConflict.
    @Override
    public Change<NoContent> prepare(Invocation call, Request request) {
        MfaDevice device = rights.onDevice(call, "DeleteVirtualMFADevice", request.serialNumber(), IamFacts.none());
        return tx -> {
            devices.delete(tx, device.account(), device.serialNumber());
            return NoContent.INSTANCE;
        };
    }
}
