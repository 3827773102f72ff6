package dev.trent.iam;

import dev.trent.call.Invocation;
import dev.trent.call.Page;
import dev.trent.call.Reading;
import dev.trent.identity.Entity;
import dev.trent.identity.MfaDevice;
import dev.trent.identity.MfaDevices;
import dev.trent.wire.Length;
import dev.trent.wire.Logged;
import dev.trent.wire.Matches;
import dev.trent.wire.Range;
import dev.trent.wire.WireName;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Lists the second factors of a user, or of the caller. The root user has none.
///
/// Source: [ListMFADevices](https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListMFADevices.html).
final class ListMFADevices implements Reading<ListMFADevices.Request, ListMFADevices.Response> {
    private final IamRights rights;
    private final MfaDevices devices;

    /// The request.
    public record Request(
            @Logged @Nullable @Length(min = 1, max = 128) @Matches(value = IamPattern.NAME, says = IamPattern.NAME_SAYS)
            String userName,

            @Logged @Nullable @Length(min = 1, max = 320) @Matches(IamPattern.MARKER)
            String marker,

            @Logged @Nullable @Range(min = 1, max = 1000) Integer maxItems)
            implements Paging.Request {}

    /// The answer.
    public record Response(
            @WireName("MFADevices") List<Entry> mfaDevices,
            Boolean isTruncated,
            @Nullable String marker) {}

    /// A second factor.
    public record Entry(
            String userName, String serialNumber, @Nullable Instant enableDate) {}

    ListMFADevices(IamRights rights, MfaDevices devices) {
        this.rights = rights;
        this.devices = devices;
    }

    /// Errors: AccessDenied, NoSuchEntity, ValidationError.
    @Override
    public Response perform(Invocation call, Request request) {
        Entity user = rights.onUserOrSelf(call, "ListMFADevices", request.userName());
        Paging paging = Paging.of(call, "ListMFADevices\n" + (user == null ? "" : user.uniqueId()), request);
        String name = user == null ? "" : user.name();
        Page<MfaDevice> page = paging.within(user == null ? List.of() : devices.of(user), MfaDevice::serialNumber);
        return new Response(
                page.map(device -> new Entry(name, device.serialNumber(), device.enabled())),
                page.truncated(),
                page.next());
    }
}
