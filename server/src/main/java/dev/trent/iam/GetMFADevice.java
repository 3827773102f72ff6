package dev.trent.iam;

import dev.trent.call.Invocation;
import dev.trent.call.Reading;
import dev.trent.identity.Entity;
import dev.trent.identity.MfaDevice;
import dev.trent.identity.MfaDevices;
import dev.trent.wire.Length;
import dev.trent.wire.Logged;
import dev.trent.wire.Matches;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Returns since when a user has a second factor.
///
/// Source: [GetMFADevice](https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetMFADevice.html).
final class GetMFADevice implements Reading<GetMFADevice.Request, GetMFADevice.Response> {
    private final IamRights rights;
    private final MfaDevices devices;

    /// The request.
    public record Request(
            @Logged @Length(min = 9, max = 256) @Matches(IamPattern.SERIAL_NUMBER)
            String serialNumber,

            @Logged @Nullable @Length(min = 1, max = 64) @Matches(value = IamPattern.NAME, says = IamPattern.NAME_SAYS)
            String userName) {}

    /// The answer.
    ///
    /// @param certifications always null, because virtual devices have none
    public record Response(
            String userName,
            String serialNumber,
            @Nullable Instant enableDate,
            @Nullable Map<String, String> certifications) {}

    GetMFADevice(IamRights rights, MfaDevices devices) {
        this.rights = rights;
        this.devices = devices;
    }

    /// Errors: AccessDenied, NoSuchEntity, ValidationError.
    @Override
    public Response perform(Invocation call, Request request) {
        Entity user = rights.onUserOrSelf(call, "GetMFADevice", request.userName());
        MfaDevice found = devices.find(IamRights.account(call), request.serialNumber());
        if (user == null || found == null || !user.uniqueId().equals(found.userId())) {
            throw MfaDevices.missing(request.serialNumber());
        }
        return new Response(user.name(), found.serialNumber(), found.enabled(), null);
    }
}
