package dev.trent.iam;

import static dev.trent.aws.AwsError.INVALID_INPUT;

import dev.trent.aws.Percent;
import dev.trent.aws.Secret;
import dev.trent.aws.Tag;
import dev.trent.call.Invocation;
import dev.trent.call.Writing;
import dev.trent.identity.Accounts;
import dev.trent.identity.MfaDevice;
import dev.trent.identity.MfaDevices;
import dev.trent.policy.RequestContext;
import dev.trent.store.Change;
import dev.trent.store.Tx;
import dev.trent.wire.Default;
import dev.trent.wire.Length;
import dev.trent.wire.Logged;
import dev.trent.wire.Matches;
import dev.trent.wire.WireName;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Makes a virtual second factor that nobody has yet. Only this answer contains the seed, as text and as a QR code.
///
/// Source:
/// [CreateVirtualMFADevice](https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateVirtualMFADevice.html).
final class CreateVirtualMFADevice implements Writing<CreateVirtualMFADevice.Request, CreateVirtualMFADevice.Response> {
    /// The longest serial number that the other operations take.
    private static final int SERIAL_NUMBER_CHARACTERS_MAX = 256;

    private final IamRights rights;
    private final MfaDevices devices;
    private final Accounts accounts;

    /// The request.
    public record Request(
            @Logged @Default("/") @Length(min = 1, max = 512) @Matches(IamPattern.PATH)
            String path,

            @Logged
            @WireName("VirtualMFADeviceName")
            @Length(min = 1, max = 226)
            @Matches(value = IamPattern.NAME, says = IamPattern.NAME_SAYS)
            String virtualMfaDeviceName,

            @Logged @Nullable @Length(min = 0, max = 50) List<IamTag> tags) {}

    /// The answer. The receiver closes it, which zeroes the seed and the picture.
    public record Response(
            @Logged @WireName("VirtualMFADevice") MfaDeviceEntry virtualMfaDevice) implements AutoCloseable {
        @Override
        public void close() {
            if (virtualMfaDevice.base32StringSeed() != null) {
                virtualMfaDevice.base32StringSeed().close();
            }
            if (virtualMfaDevice.qrCodePng() != null) {
                virtualMfaDevice.qrCodePng().close();
            }
        }
    }

    CreateVirtualMFADevice(IamRights rights, MfaDevices devices, Accounts accounts) {
        this.rights = rights;
        this.devices = devices;
        this.accounts = accounts;
    }

    /// Errors: InvalidInput, AccessDenied, EntityAlreadyExists, LimitExceeded.
    @Override
    public Change<Response> prepare(Invocation call, Request request) {
        List<Tag> tags = IamTagRules.check(request.tags());
        String account = IamRights.account(call);
        String name = request.virtualMfaDeviceName();
        String serialNumber =
                MfaDevice.arn(call.partition(), account, request.path(), name).toString();
        Consumer<RequestContext> facts = tags.isEmpty() ? IamFacts.none() : IamFacts.requestTags(tags);
        rights.ask(call, "CreateVirtualMFADevice", serialNumber, facts);
        if (!tags.isEmpty()) {
            rights.ask(call, "TagMFADevice", serialNumber, facts);
        }
        if (serialNumber.length() > SERIAL_NUMBER_CHARACTERS_MAX) {
            throw INVALID_INPUT.because("The serial number " + serialNumber + " is longer than "
                    + SERIAL_NUMBER_CHARACTERS_MAX + " characters: choose a shorter path or name.");
        }
        String alias = accounts.alias(account);
        String label = name + "@" + (alias == null ? account : alias);
        MfaDevices.NewDevice made = devices.draw(account, request.path(), name, call.time());
        return creation(made, tags, shown(made, label, tags));
    }

    private static Response shown(MfaDevices.NewDevice made, String label, List<Tag> tags) {
        try (Secret seed = made.seed()) {
            return Base32.of(seed)
                    .handedTo(
                            text -> new Response(MfaDeviceEntry.made(made.device(), text, picture(label, text), tags)));
        }
    }

    private Change<Response> creation(MfaDevices.NewDevice made, List<Tag> tags, Response response) {
        return new Change<>() {
            @Override
            public Response in(Tx tx) {
                devices.create(tx, made, tags);
                return response;
            }

            @Override
            public void abandon() {
                response.close();
            }
        };
    }

    /// Returns the picture of the address that authenticator programs know; the caller closes it.
    ///
    /// Source: [Key URI Format](https://github.com/google/google-authenticator/wiki/Key-Uri-Format).
    private static Secret picture(String label, Secret seed) {
        return Secret.owning(QrPicture.png("otpauth://totp/" + Percent.encoded(label) + "?secret="
                + new String(seed.exposed(), StandardCharsets.US_ASCII)));
    }
}
