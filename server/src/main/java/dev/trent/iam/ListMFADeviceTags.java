package dev.trent.iam;

import dev.trent.aws.Tag;
import dev.trent.call.Invocation;
import dev.trent.call.Page;
import dev.trent.call.Reading;
import dev.trent.identity.MfaDevice;
import dev.trent.identity.MfaDevices;
import dev.trent.wire.Length;
import dev.trent.wire.Logged;
import dev.trent.wire.Matches;
import dev.trent.wire.Range;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Lists the tags of a virtual second factor in the order of their keys.
///
/// Source: [ListMFADeviceTags](https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListMFADeviceTags.html).
final class ListMFADeviceTags implements Reading<ListMFADeviceTags.Request, ListMFADeviceTags.Response> {
    private final IamRights rights;
    private final MfaDevices devices;

    /// The request.
    public record Request(
            @Logged @Length(min = 9, max = 256) @Matches(IamPattern.SERIAL_NUMBER)
            String serialNumber,

            @Logged @Nullable @Length(min = 1, max = 320) @Matches(IamPattern.MARKER)
            String marker,

            @Logged @Nullable @Range(min = 1, max = 1000) Integer maxItems)
            implements Paging.Request {}

    /// The answer.
    public record Response(
            List<IamTag> tags,
            Boolean isTruncated,
            @Nullable String marker) {}

    ListMFADeviceTags(IamRights rights, MfaDevices devices) {
        this.rights = rights;
        this.devices = devices;
    }

    /// Errors: AccessDenied, NoSuchEntity, ValidationError.
    @Override
    public Response perform(Invocation call, Request request) {
        MfaDevice device = rights.onDevice(call, "ListMFADeviceTags", request.serialNumber(), IamFacts.none());
        Paging paging = Paging.of(call, "ListMFADeviceTags\n" + device.id(), request);
        Page<Tag> page = paging.within(devices.tags(device), Tag::key);
        return new Response(page.map(IamTag::of), page.truncated(), page.next());
    }
}
