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
import java.util.List;

/// Removes tags from a virtual second factor. Missing tags are ignored.
///
/// Source: [UntagMFADevice](https://docs.aws.amazon.com/IAM/latest/APIReference/API_UntagMFADevice.html).
final class UntagMFADevice implements Writing<UntagMFADevice.Request, NoContent> {
    private final IamRights rights;
    private final MfaDevices devices;

    /// The request.
    public record Request(
            @Logged @Length(min = 9, max = 256) @Matches(IamPattern.SERIAL_NUMBER)
            String serialNumber,

            @Logged @Length(min = 0, max = 50)
            List<@Length(min = 1, max = 128) @Matches(IamPattern.TAG_KEY) String> tagKeys) {}

    UntagMFADevice(IamRights rights, MfaDevices devices) {
        this.rights = rights;
        this.devices = devices;
    }

    /// Errors: AccessDenied, NoSuchEntity.
    @Override
    public Change<NoContent> prepare(Invocation call, Request request) {
        MfaDevice device =
                rights.onDevice(call, "UntagMFADevice", request.serialNumber(), IamFacts.tagKeys(request.tagKeys()));
        return tx -> {
            devices.untag(tx, device.account(), device.serialNumber(), request.tagKeys());
            return NoContent.INSTANCE;
        };
    }
}
