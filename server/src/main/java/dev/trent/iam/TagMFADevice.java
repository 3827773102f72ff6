package dev.trent.iam;

import dev.trent.aws.Tag;
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

/// Adds tags to a virtual second factor, or gives existing tags new values.
///
/// Source: [TagMFADevice](https://docs.aws.amazon.com/IAM/latest/APIReference/API_TagMFADevice.html).
final class TagMFADevice implements Writing<TagMFADevice.Request, NoContent> {
    private final IamRights rights;
    private final MfaDevices devices;

    /// The request.
    public record Request(
            @Logged @Length(min = 9, max = 256) @Matches(IamPattern.SERIAL_NUMBER)
            String serialNumber,

            @Logged @Length(min = 0, max = 50) List<IamTag> tags) {}

    TagMFADevice(IamRights rights, MfaDevices devices) {
        this.rights = rights;
        this.devices = devices;
    }

    /// Errors: InvalidInput, AccessDenied, NoSuchEntity, LimitExceeded.
    @Override
    public Change<NoContent> prepare(Invocation call, Request request) {
        List<Tag> tags = IamTagRules.check(request.tags());
        MfaDevice device = rights.onDevice(call, "TagMFADevice", request.serialNumber(), IamFacts.requestTags(tags));
        return tx -> {
            devices.tag(tx, device.account(), device.serialNumber(), tags);
            return NoContent.INSTANCE;
        };
    }
}
