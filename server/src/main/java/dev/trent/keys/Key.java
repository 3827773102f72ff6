package dev.trent.keys;

import static dev.trent.aws.AwsError.DISABLED;
import static dev.trent.aws.AwsError.KMS_INVALID_STATE;

import dev.trent.aws.Arn;
import dev.trent.aws.AwsException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A KMS key as it is stored, without its material; and the key-state machine.
///
/// A change gives a new `Key`; what the state forbids is refused in AWS's words. [KmsAction] says which action
/// works in which state. Source: AWS KMS Developer Guide, "Key states", and recordings made against AWS.
///
/// @param arn the key's ARN; its Region and account are the key's
/// @param keyId a UUID, or `mrk-` and 32 hexadecimal digits
/// @param policy the key policy, as it was put
/// @param set the keys of other Regions that it shares its material with; null for a key of a single Region
/// @param life what changes in the course of its life
public record Key(
        Arn arn,
        String keyId,
        KeySpec spec,
        KeyUsage usage,
        KeyOrigin origin,
        KeyManagerType manager,
        String description,
        String policy,
        @Nullable MultiRegion set,
        Instant created,
        Life life) {

    /// The state of a key, and what decides the next one.
    ///
    /// @param currentMaterialId the material that encrypts or signs, 64 hexadecimal digits; null if there is none
    /// @param deletion null unless the deletion is pending
    /// @param rotation null if the key does not rotate by itself
    /// @param expiration null unless all of its imported material is there
    public record Life(
            KeyState state,
            @Nullable String currentMaterialId,
            @Nullable Deletion deletion,
            @Nullable Rotation rotation,
            @Nullable Expiration expiration) {

        /// Returns the beginning of a life.
        public static Life beginning(KeyState state) {
            return new Life(state, null, null, null, null);
        }

        private Life in(KeyState next) {
            return new Life(next, currentMaterialId, deletion, rotation, expiration);
        }

        private Life leaving(KeyState next, @Nullable Deletion pending) {
            return new Life(next, currentMaterialId, pending, rotation, expiration);
        }

        private Life rotating(@Nullable Rotation next) {
            return new Life(state, currentMaterialId, deletion, next, expiration);
        }

        /// Returns the life with a material that encrypts or signs from now on.
        public Life holding(String materialId) {
            return new Life(state, materialId, deletion, rotation, expiration);
        }
    }

    /// A deletion that is pending.
    ///
    /// @param windowDays the length of the waiting period
    /// @param date when it ends; null while a primary key waits for the end of its replicas
    public record Deletion(int windowDays, @Nullable Instant date) {}

    /// The rotation that happens by itself.
    ///
    /// @param next the date of the next one
    public record Rotation(int periodDays, Instant next) {
        /// Returns the rotation that begins now.
        public static Rotation from(Instant now, int periodDays) {
            return new Rotation(periodDays, now.plus(Duration.ofDays(periodDays)));
        }

        /// Returns the same schedule at its first date after now.
        public Rotation after(Instant now) {
            Instant date = next;
            while (!date.isAfter(now)) {
                date = date.plus(Duration.ofDays(periodDays));
            }
            return new Rotation(periodDays, date);
        }
    }

    /// The expiration of imported material.
    ///
    /// @param validTo when the first of the materials expires; null if none does
    public record Expiration(
            ExpirationModel model, @Nullable Instant validTo) {}

    /// Returns the Region that the key lives in.
    public String region() {
        return arn.region();
    }

    /// Returns the account that owns the key.
    public String account() {
        return arn.account();
    }

    /// Returns the state.
    public KeyState state() {
        return life.state;
    }

    /// Returns the material that encrypts or signs, 64 hexadecimal digits; null before there is any.
    public @Nullable String currentMaterialId() {
        return life.currentMaterialId;
    }

    /// Returns the deletion that is pending, or null.
    public @Nullable Deletion deletion() {
        return life.deletion;
    }

    /// Returns the rotation that happens by itself, or null.
    public @Nullable Rotation rotation() {
        return life.rotation;
    }

    /// Returns the expiration of imported material; null if there is none, or if some is missing.
    public @Nullable Expiration expiration() {
        return life.expiration;
    }

    /// Returns whether the key is one of a multi-Region set.
    public boolean multiRegion() {
        return set != null;
    }

    /// Returns whether the key is the replica of a primary key.
    public boolean isReplica() {
        return set != null && !set.primary().equals(region());
    }

    /// Returns whether the key can be used, which is what `Enabled` says in its metadata.
    public boolean enabled() {
        return state() == KeyState.Enabled;
    }

    /// Returns the key itself if its state is one of those in which something works.
    public Key in(KmsAction.States states) {
        if (!states.contains(state())) {
            throw refusal(states);
        }
        return this;
    }

    /// Returns the key itself if its state allows cryptographic operations.
    public Key usable() {
        return in(KmsAction.States.USABLE);
    }

    /// Returns the key, enabled.
    public Key enable() {
        return switched(KeyState.Enabled);
    }

    /// Returns the key, disabled.
    public Key disable() {
        return switched(KeyState.Disabled);
    }

    /// Returns the key with another description.
    public Key describe(String text) {
        in(KmsAction.States.STAYING);
        return new Key(arn, keyId, spec, usage, origin, manager, text, policy, set, created, life);
    }

    /// Returns the key under another policy; allowed in every state.
    public Key govern(String document) {
        return new Key(arn, keyId, spec, usage, origin, manager, description, document, set, created, life);
    }

    /// Returns the key with a material that encrypts or signs from now on.
    public Key holding(String materialId) {
        return with(life.holding(materialId));
    }

    /// Returns the key as the answer shows it that tells of its making.
    public Key creating() {
        return with(new Life(KeyState.Creating, null, null, life.rotation, null));
    }

    /// Returns the key in another set of Regions.
    public Key in(@Nullable MultiRegion regions) {
        return new Key(arn, keyId, spec, usage, origin, manager, description, policy, regions, created, life);
    }

    /// Returns the key with what it has in common with another key of its set.
    Key sharing(Key other) {
        return in(other.set).rotating(other.rotation());
    }

    /// Returns the key in the state that its imported material allows.
    ///
    /// @param whole null if some of it is missing
    Key imported(@Nullable Expiration whole) {
        KeyState next = switch (state()) {
            case PendingImport -> whole == null ? KeyState.PendingImport : KeyState.Enabled;
            case Enabled, Disabled -> whole == null ? KeyState.PendingImport : state();
            default -> state();
        };
        return with(new Life(next, currentMaterialId(), deletion(), rotation(), whole));
    }

    /// Returns the key with another schedule of rotation, or without one.
    public Key rotating(@Nullable Rotation rotation) {
        return with(life.rotating(rotation));
    }

    /// Returns the key waiting for its deletion. A primary key with replicas waits for their end first.
    public Key scheduleDeletion(int windowDays, Instant now) {
        in(KmsAction.States.DELETABLE);
        return set != null && !isReplica() && !set.replicas().isEmpty()
                ? with(life.leaving(KeyState.PendingReplicaDeletion, new Deletion(windowDays, null)))
                : leaving(windowDays, now);
    }

    /// Returns the primary key after the end of its last replica: now its waiting period begins.
    public Key lastOfItsSet(Instant now) {
        Deletion pending = deletion();
        return state() == KeyState.PendingReplicaDeletion && pending != null ? leaving(pending.windowDays, now) : this;
    }

    private Key leaving(int windowDays, Instant now) {
        Deletion pending = new Deletion(windowDays, now.plus(Duration.ofDays(windowDays)));
        return with(life.leaving(KeyState.PendingDeletion, pending));
    }

    /// Returns the key, kept after all: it comes back disabled, or waiting for its material if some is missing.
    ///
    /// SAFE: after the end of the waiting period the deletion may have begun, and parts may be gone.
    public Key cancelDeletion(Instant now) {
        in(KmsAction.States.LEAVING);
        if (deletion() != null
                && deletion().date() != null
                && !deletion().date().isAfter(now)) {
            throw KMS_INVALID_STATE.because(arn + " is being deleted.");
        }
        return with(life.leaving(lacksMaterial() ? KeyState.PendingImport : KeyState.Disabled, null));
    }

    private boolean lacksMaterial() {
        return origin == KeyOrigin.EXTERNAL ? expiration() == null : currentMaterialId() == null;
    }

    private Key switched(KeyState target) {
        in(KmsAction.States.SWITCHABLE);
        // The store's connection decides what is visible; the wish is honoured when it is back.
        return state() == KeyState.Unavailable ? this : with(life.in(target));
    }

    private AwsException refusal(KmsAction.States states) {
        if (states == KmsAction.States.LEAVING) {
            return KMS_INVALID_STATE.because(arn + " is not pending deletion.");
        }
        return (state() == KeyState.Disabled ? DISABLED : KMS_INVALID_STATE)
                .because(arn + " is " + state().words() + ".");
    }

    /// Returns the key at another point of its life.
    Key with(Life next) {
        return new Key(arn, keyId, spec, usage, origin, manager, description, policy, set, created, next);
    }
}
