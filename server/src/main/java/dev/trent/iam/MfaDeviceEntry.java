package dev.trent.iam;

import dev.trent.aws.Secret;
import dev.trent.aws.Tag;
import dev.trent.identity.Entity;
import dev.trent.identity.MfaDevice;
import dev.trent.wire.WireName;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A virtual second factor, as the API writes it. Only the answer that makes it has the seed and the picture.
///
/// Source: [VirtualMFADevice](https://docs.aws.amazon.com/IAM/latest/APIReference/API_VirtualMFADevice.html).
///
/// @param base32StringSeed the seed as text in Base32
/// @param qrCodePng the picture that an authenticator program reads the seed from
public record MfaDeviceEntry(
        String serialNumber,
        @WireName("Base32StringSeed") @Nullable Secret base32StringSeed,
        @WireName("QRCodePNG") @Nullable Secret qrCodePng,
        @Nullable UserEntry user,
        @Nullable Instant enableDate,
        @Nullable List<IamTag> tags) {

    /// Returns a device as lists show it: without seed and tags.
    ///
    /// @param user null if nobody has it
    static MfaDeviceEntry listed(MfaDevice device, @Nullable Entity user) {
        return new MfaDeviceEntry(
                device.serialNumber(),
                null,
                null,
                user == null ? null : UserEntry.listed(user),
                device.enabled(),
                null);
    }

    /// Returns a new device.
    ///
    /// @param seed the receiver of the answer closes it, and the picture
    static MfaDeviceEntry made(MfaDevice device, Secret seed, Secret picture, List<Tag> tags) {
        return new MfaDeviceEntry(device.serialNumber(), seed, picture, null, null, IamTag.of(tags));
    }
}
