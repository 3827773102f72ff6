package dev.trent.sts;

import static dev.trent.aws.AwsError.ACCESS_DENIED;

import dev.trent.aws.Caller;
import dev.trent.call.Invocation;
import dev.trent.identity.Entities;
import dev.trent.identity.Entity;
import dev.trent.identity.MfaDevice;
import dev.trent.identity.MfaDevices;
import org.jspecify.annotations.Nullable;

/// Checks the code of the caller's second factor in a request for a session.
///
/// Source: IAM User Guide, "Secure API access with MFA"; the texts are recorded from AWS.
final class SecondFactors {
    private final Entities entities;
    private final MfaDevices devices;

    SecondFactors(Entities entities, MfaDevices devices) {
        this.entities = entities;
        this.devices = devices;
    }

    /// Returns whether the request proves a second factor; false if it names none. The code is used up by this.
    ///
    /// Errors: AccessDenied.
    boolean proven(Invocation call, @Nullable String serialNumber, @Nullable String code) {
        if (serialNumber == null && code == null) {
            return false;
        }
        if (serialNumber == null || code == null) {
            throw ACCESS_DENIED.because("MultiFactorAuthentication failed, must provide both MFA serial number and one"
                    + " time pass code. ");
        }
        Caller caller = call.caller();
        Entity user = caller.type() == Caller.Type.IAMUser ? entities.find(caller.identityId()) : null;
        MfaDevice device = user == null ? null : devices.find(user.account(), serialNumber);
        if (user == null || device == null || !user.uniqueId().equals(device.userId())) {
            throw ACCESS_DENIED.because("MultiFactorAuthentication failed, unable to validate MFA code.  Please verify"
                    + " your MFA serial number is valid and associated with this user.");
        }
        if (!devices.proves(user, serialNumber, code, call.time())) {
            throw ACCESS_DENIED.because("MultiFactorAuthentication failed with invalid MFA one time pass code. ");
        }
        return true;
    }
}
