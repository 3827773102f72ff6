package dev.trent.identity;

import static dev.trent.aws.AwsError.DELETE_CONFLICT;
import static dev.trent.aws.AwsError.ENTITY_ALREADY_EXISTS;
import static dev.trent.aws.AwsError.INVALID_AUTHENTICATION_CODE;
import static dev.trent.aws.AwsError.NO_SUCH_ENTITY;

import dev.trent.aws.Arn;
import dev.trent.aws.AwsException;
import dev.trent.aws.Secret;
import dev.trent.aws.Tag;
import dev.trent.crypto.Totp;
import dev.trent.seal.Seal;
import dev.trent.store.Change;
import dev.trent.store.DuplicateException;
import dev.trent.store.Row;
import dev.trent.store.Table;
import dev.trent.store.Tx;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// The virtual second factors of an account's users. Their seeds are stored wrapped by the root of trust.
///
/// A code is accepted once: the step of time of the last accepted code is stored before the answer, and no code of it
/// or of an earlier step is accepted later.
public final class MfaDevices {
    /// How many devices a user may have. Source: IAM User Guide, "IAM and AWS STS quotas".
    public static final int DEVICES_PER_USER_MAX = 8;

    /// The bytes of a seed: with 40, its text in Base32 has 64 characters, as with AWS.
    public static final int SEED_BYTES = 40;

    private static final String ID_PREFIX = "MFAD";
    private static final int ID_SUFFIX_LENGTH = 17;
    private static final Table.Named DEVICE = IdentityTables.MFA_DEVICE.as("d");
    private static final String SELECT = "SELECT " + DEVICE.columns() + " FROM " + DEVICE + " ";

    private final AccountStore store;
    private final Seal seal;
    private final SecureRandom random;
    private final Patience patience = new Patience();

    MfaDevices(AccountStore store, Seal seal, SecureRandom random) {
        this.store = store;
        this.seal = seal;
        this.random = random;
    }

    /// A new device that is not stored yet.
    ///
    /// @param seed shown this once; the receiver closes it
    /// @param wrapped the seed as it will be stored
    @SuppressWarnings("ArrayRecordComponent") // goes to one row, is never compared
    public record NewDevice(MfaDevice device, Secret seed, byte[] wrapped) {}

    /// Two codes that a device has shown one after the other.
    public record Pair(String first, String second) {
        /// Returns a constant, because codes are secrets.
        @Override
        public String toString() {
            return "Pair[redacted]";
        }
    }

    /// A device with its seed, which is still wrapped.
    @SuppressWarnings("ArrayRecordComponent") // goes from one row to one unwrapping, is never compared
    private record Stored(MfaDevice device, byte[] wrapped, long drift, long lastStep) {}

    /// Draws the seed of a device that nobody has yet.
    public NewDevice draw(String account, String path, String name, Instant now) {
        String id = UniqueIds.draw(random, ID_PREFIX, ID_SUFFIX_LENGTH);
        byte[] drawn = new byte[SEED_BYTES];
        random.nextBytes(drawn);
        MfaDevice device = new MfaDevice(store.partition(), id, account, path, name, now, null, null);
        return Secret.owning(drawn)
                .handedTo(seed -> new NewDevice(device, seed, seal.wrap(Seal.Purpose.MFA_SEED, id, seed)));
    }

    /// Stores a device that was drawn.
    ///
    /// Errors: EntityAlreadyExists, LimitExceeded.
    public void create(Tx tx, NewDevice made, List<Tag> tags) {
        MfaDevice device = made.device;
        AccountStore.changed(tx, device.account());
        if (named(tx, device.account(), device.path(), device.name()) != null) {
            throw exists();
        }
        if (count(tx, device.account(), false) >= EntityKind.USER.perAccountMax()) {
            throw EntityRows.quota("VirtualMFADevicesPerAccount", EntityKind.USER.perAccountMax());
        }
        try {
            tx.insert(
                    IdentityTables.MFA_DEVICE,
                    device.id(),
                    device.account(),
                    device.path(),
                    device.name(),
                    made.wrapped,
                    device.created(),
                    null,
                    null,
                    0,
                    0);
        } catch (DuplicateException _) {
            throw exists();
        }
        for (int i = 0; i < tags.size(); i++) {
            TagRows.OF_DEVICES.insert(tx, device.id(), tags.get(i), i);
        }
    }

    /// Returns the device of a serial number, or null; that of another account is null.
    public @Nullable MfaDevice find(String account, String serialNumber) {
        return store.read(tx -> {
            Stored found = stored(tx, account, serialNumber);
            return found == null ? null : found.device;
        });
    }

    /// Returns the devices of a user, in the order of their serial numbers.
    public List<MfaDevice> of(Entity user) {
        return store.read(tx -> ofUser(tx, user)).stream().map(Stored::device).toList();
    }

    /// Returns the devices of an account, in the order of their paths and names.
    public List<MfaDevice> list(String account) {
        return store.read(tx ->
                tx.list(SELECT + "WHERE d.account_id = ? ORDER BY d.path, d.name", row -> device(row).device, account));
    }

    /// Returns how many devices an account has.
    ///
    /// @param inUse whether only those count that a user has
    public long count(String account, boolean inUse) {
        return store.read(tx -> count(tx, account, inUse));
    }

    private static long count(Tx tx, String account, boolean inUse) {
        return EntityRows.number(
                tx,
                "SELECT COUNT(*) AS number FROM mfa_device WHERE account_id = ?"
                        + (inUse ? " AND user_id IS NOT NULL" : ""),
                account);
    }

    /// Gives a device to a user who has proven with two codes that it is set up. The codes are checked here.
    ///
    /// Errors: NoSuchEntity, EntityAlreadyExists, LimitExceeded, InvalidAuthenticationCode, ConcurrentModification.
    public Change<MfaDevice> enable(Entity user, String serialNumber, Pair codes, Instant now) {
        Stored read = store.read(tx -> unassigned(tx, user, serialNumber));
        long step = paired(read, codes, now, false);
        return tx -> {
            AccountStore.changed(tx, user.account());
            EntityRows.reread(tx, user);
            Stored found = same(read, unassigned(tx, user, serialNumber));
            int _ = tx.update(at(found)
                    .set("user_id", user.uniqueId())
                    .set("enabled_ms", now)
                    .set("drift", 0)
                    .set("last_step", step));
            return found.device;
        };
    }

    /// Takes the clock of a device from two codes. They are checked here.
    ///
    /// Errors: NoSuchEntity, InvalidAuthenticationCode, ConcurrentModification.
    public Change<MfaDevice> resync(Entity user, String serialNumber, Pair codes, Instant now) {
        Stored read = store.read(tx -> owned(tx, user, serialNumber));
        long step = paired(read, codes, now, true);
        return tx -> {
            AccountStore.changed(tx, user.account());
            EntityRows.reread(tx, user);
            Stored found = same(read, owned(tx, user, serialNumber));
            int _ = tx.update(at(found).set("drift", step - Totp.step(now)).set("last_step", step));
            return found.device;
        };
    }

    private static Stored unassigned(Tx tx, Entity user, String serialNumber) {
        Stored found = existing(tx, user.account(), serialNumber);
        if (found.device.userId() != null) {
            throw ENTITY_ALREADY_EXISTS.because("MFA Device is already in use.");
        }
        if (ofUser(tx, user).size() >= DEVICES_PER_USER_MAX) {
            throw EntityRows.quota("MFADevicesPerUser", DEVICES_PER_USER_MAX);
        }
        return found;
    }

    /// Refuses a device that has accepted a code since it was read.
    private static Stored same(Stored read, Stored now) {
        if (!read.device.equals(now.device) || read.lastStep != now.lastStep) {
            throw EntityRows.changedMeanwhile();
        }
        return now;
    }

    /// Takes a device from its user.
    ///
    /// Errors: NoSuchEntity, ConcurrentModification.
    public void deactivate(Tx tx, Entity user, String serialNumber) {
        AccountStore.changed(tx, user.account());
        EntityRows.reread(tx, user);
        Stored found = owned(tx, user, serialNumber);
        int _ = tx.update(at(found).set("user_id", null).set("enabled_ms", null));
    }

    /// Removes a device that nobody has.
    ///
    /// Errors: NoSuchEntity, DeleteConflict.
    public void delete(Tx tx, String account, String serialNumber) {
        AccountStore.changed(tx, account);
        Stored found = existing(tx, account, serialNumber);
        if (found.device.userId() != null) {
            throw DELETE_CONFLICT.because("MFA VirtualDevice in use. Must deactivate first.");
        }
        tx.run("DELETE FROM mfa_device WHERE device_id = ?", found.device.id());
    }

    /// Adds tags, or sets new values of existing ones.
    ///
    /// Errors: NoSuchEntity, LimitExceeded.
    public void tag(Tx tx, String account, String serialNumber, List<Tag> tags) {
        AccountStore.changed(tx, account);
        String id = existing(tx, account, serialNumber).device.id();
        tags.forEach(tag -> TagRows.OF_DEVICES.put(tx, id, tag));
        if (TagRows.OF_DEVICES.list(tx, id).size() > EntityTags.TAGS_MAX) {
            throw EntityRows.quota("TagsPerMFADevice", EntityTags.TAGS_MAX);
        }
    }

    /// Removes tags; missing ones are ignored.
    ///
    /// Errors: NoSuchEntity.
    public void untag(Tx tx, String account, String serialNumber, List<String> keys) {
        AccountStore.changed(tx, account);
        String id = existing(tx, account, serialNumber).device.id();
        keys.forEach(key -> TagRows.OF_DEVICES.delete(tx, id, key));
    }

    /// Lists all tags of a device.
    public List<Tag> tags(MfaDevice device) {
        return store.read(tx -> TagRows.OF_DEVICES.list(tx, device.id()));
    }

    /// Returns whether a code is the present one of a device that a user has. The code is used up by this.
    public boolean proves(Entity user, String serialNumber, String code, Instant now) {
        List<Stored> devices = store.read(tx -> ofUser(tx, user)).stream()
                .filter(found -> found.device.serialNumber().equals(serialNumber))
                .toList();
        return anyProves(devices, code, now);
    }

    /// As [#proves(Entity, String, String, Instant)], for any device that the user has.
    public boolean proves(Entity user, String code, Instant now) {
        return anyProves(store.read(tx -> ofUser(tx, user)), code, now);
    }

    private boolean anyProves(List<Stored> devices, String code, Instant now) {
        List<Stored> open = devices.stream()
                .filter(found -> patience.admits(found.device.id(), now))
                .toList();
        boolean proven = open.stream().anyMatch(found -> accepts(found, code, now));
        if (proven) {
            open.forEach(found -> patience.succeeded(found.device.id()));
        }
        return proven;
    }

    private boolean accepts(Stored found, String code, Instant now) {
        OptionalLong step;
        try (Secret seed = seed(found)) {
            step = new MfaCodes(seed, found.lastStep).step(code, now, found.drift);
        }
        // Two requests with one code may be here at the same time. The writer's transaction lets one of them pass.
        return step.isPresent() && store.write(tx -> usedUp(tx, found, step.getAsLong()));
    }

    private static boolean usedUp(Tx tx, Stored read, long step) {
        Stored now = tx.find(IdentityTables.MFA_DEVICE.at(read.device.id()), MfaDevices::stored);
        return now != null
                && read.device.equals(now.device)
                && now.lastStep < step
                && tx.update(at(now).set("last_step", step)) == 1;
    }

    /// Returns the step of the second code.
    private long paired(Stored found, Pair codes, Instant now, boolean drifted) {
        String id = found.device.id();
        if (!patience.admits(id, now)) {
            throw invalidCode();
        }
        OptionalLong step;
        try (Secret seed = seed(found)) {
            MfaCodes known = new MfaCodes(seed, found.lastStep);
            step = drifted
                    ? known.stepOfDriftedPair(codes.first, codes.second, now)
                    : known.stepOfPair(codes.first, codes.second, now);
        }
        if (step.isEmpty()) {
            throw invalidCode();
        }
        patience.succeeded(id);
        return step.getAsLong();
    }

    private static AwsException invalidCode() {
        return INVALID_AUTHENTICATION_CODE.because("Authentication code for device is not valid.");
    }

    private Secret seed(Stored found) {
        return seal.unwrap(Seal.Purpose.MFA_SEED, found.device.id(), found.wrapped);
    }

    /// Returns the refusal of an unknown serial number: NoSuchEntity.
    public static AwsException missing(String serialNumber) {
        return NO_SUCH_ENTITY.because("VirtualMFADevice with serial number " + serialNumber + " doesn't exist.");
    }

    private static AwsException exists() {
        return ENTITY_ALREADY_EXISTS.because("MFADevice entity at the same path and name already exists.");
    }

    private static Stored existing(Tx tx, String account, String serialNumber) {
        Stored found = stored(tx, account, serialNumber);
        if (found == null) {
            throw missing(serialNumber);
        }
        return found;
    }

    private static Stored owned(Tx tx, Entity user, String serialNumber) {
        Stored found = existing(tx, user.account(), serialNumber);
        if (!user.uniqueId().equals(found.device.userId())) {
            throw NO_SUCH_ENTITY.because("MFA Device invalid for user.");
        }
        return found;
    }

    private static @Nullable Stored stored(Tx tx, String account, String serialNumber) {
        Arn arn = Arn.parse(serialNumber).orElse(null);
        if (arn == null || !arn.account().equals(account) || !arn.resource().startsWith("mfa/")) {
            return null;
        }
        String resource = arn.resource();
        int name = resource.lastIndexOf('/') + 1;
        Stored found = named(tx, account, resource.substring("mfa".length(), name), resource.substring(name));
        return found != null && found.device.serialNumber().equals(serialNumber) ? found : null;
    }

    private static @Nullable Stored named(Tx tx, String account, String path, String name) {
        return tx.first(
                SELECT + "WHERE d.account_id = ? AND d.path = ? AND d.name = ?",
                MfaDevices::device,
                account,
                path,
                name);
    }

    private static List<Stored> ofUser(Tx tx, Entity user) {
        return tx.list(SELECT + "WHERE d.user_id = ? ORDER BY d.path, d.name", MfaDevices::device, user.uniqueId());
    }

    private static Table.At at(Stored found) {
        return IdentityTables.MFA_DEVICE.at(found.device.id());
    }

    private static Stored device(Row joined) {
        return stored(joined.of(DEVICE));
    }

    private static Stored stored(Row row) {
        return new Stored(
                new MfaDevice(
                        row.partition(),
                        row.text("device_id"),
                        row.text("account_id"),
                        row.text("path"),
                        row.text("name"),
                        row.instant("created_ms"),
                        row.textOrNull("user_id"),
                        row.instantOrNull("enabled_ms")),
                row.bytes("wrapped_seed"),
                row.number("drift"),
                row.number("last_step"));
    }
}
