package dev.trent.iam;

import dev.trent.call.Invocation;
import dev.trent.call.Page;
import dev.trent.call.Reading;
import dev.trent.identity.Directory;
import dev.trent.identity.Entity;
import dev.trent.identity.MfaDevice;
import dev.trent.wire.Default;
import dev.trent.wire.Length;
import dev.trent.wire.Logged;
import dev.trent.wire.Matches;
import dev.trent.wire.Range;
import dev.trent.wire.WireName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Lists the virtual second factors of an account, with the users who have them.
///
/// Source:
/// [ListVirtualMFADevices](https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListVirtualMFADevices.html).
final class ListVirtualMFADevices implements Reading<ListVirtualMFADevices.Request, ListVirtualMFADevices.Response> {
    private final IamRights rights;
    private final Directory directory;

    /// The request.
    public record Request(
            @Logged(withDefault = false) @Default("Any") AssignmentStatus assignmentStatus,

            @Logged @Nullable @Length(min = 1, max = 320) @Matches(IamPattern.MARKER)
            String marker,

            @Logged @Nullable @Range(min = 1, max = 1000) Integer maxItems)
            implements Paging.Request {}

    /// The answer.
    public record Response(
            @WireName("VirtualMFADevices") List<MfaDeviceEntry> virtualMfaDevices,
            Boolean isTruncated,
            @Nullable String marker) {}

    /// The devices to list.
    public enum AssignmentStatus {
        /// Devices that a user has.
        Assigned,
        /// Devices that no user has.
        Unassigned,
        /// Both.
        Any;

        private boolean includes(MfaDevice device) {
            return switch (this) {
                case Assigned -> device.userId() != null;
                case Unassigned -> device.userId() == null;
                case Any -> true;
            };
        }
    }

    ListVirtualMFADevices(IamRights rights, Directory directory) {
        this.rights = rights;
        this.directory = directory;
    }

    /// Errors: AccessDenied, ValidationError.
    @Override
    public Response perform(Invocation call, Request request) {
        rights.inAccount(call, "ListVirtualMFADevices");
        Paging paging = Paging.of(call, "ListVirtualMFADevices\n" + request.assignmentStatus(), request);
        List<MfaDevice> devices = directory.mfaDevices().list(IamRights.account(call)).stream()
                .filter(request.assignmentStatus()::includes)
                .toList();
        Page<MfaDevice> page = paging.within(devices, MfaDevice::serialNumber);
        return new Response(page.map(this::entry), page.truncated(), page.next());
    }

    private MfaDeviceEntry entry(MfaDevice device) {
        Entity user = device.userId() == null ? null : directory.entities().find(device.userId());
        return MfaDeviceEntry.listed(device, user);
    }
}
