package dev.trent.iam;

import dev.trent.aws.Blob;
import dev.trent.call.Invocation;
import dev.trent.call.Reading;
import dev.trent.wire.Length;
import dev.trent.wire.Logged;
import dev.trent.wire.Matches;
import dev.trent.wire.Range;
import dev.trent.wire.WireName;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Lists the virtual second factors of an account. The list is empty, because Trent has no second factors yet.
///
/// Source:
/// [ListVirtualMFADevices](https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListVirtualMFADevices.html).
final class ListVirtualMFADevices implements Reading<ListVirtualMFADevices.Request, ListVirtualMFADevices.Response> {
    private final IamRights rights;

    /// The request.
    public record Request(
            @Logged @Nullable AssignmentStatus assignmentStatus,

            @Logged @Nullable @Length(min = 1, max = 320) @Matches(IamPattern.MARKER)
            String marker,

            @Logged @Nullable @Range(min = 1, max = 1000) Integer maxItems)
            implements Paging.Request {}

    /// The answer.
    public record Response(
            @WireName("VirtualMFADevices") List<VirtualMfaDevice> virtualMfaDevices,
            Boolean isTruncated,
            @Nullable String marker) {}

    /// The devices to list.
    public enum AssignmentStatus {
        /// Devices that a user has.
        Assigned,
        /// Devices that no user has.
        Unassigned,
        /// Both.
        Any
    }

    /// A virtual second factor.
    public record VirtualMfaDevice(
            String serialNumber,
            @WireName("Base32StringSeed") @Nullable Blob base32StringSeed,
            @WireName("QRCodePNG") @Nullable Blob qrCodePng,
            @Nullable UserEntry user,
            @Nullable Instant enableDate,
            @Nullable List<IamTag> tags) {}

    ListVirtualMFADevices(IamRights rights) {
        this.rights = rights;
    }

    /// Errors: AccessDenied, ValidationError.
    @Override
    public Response perform(Invocation call, Request request) {
        rights.inAccount(call, "ListVirtualMFADevices");
        // Refuses every marker, because no page has a next one.
        Paging.of(call, "ListVirtualMFADevices", request);
        return new Response(List.of(), false, null);
    }
}
