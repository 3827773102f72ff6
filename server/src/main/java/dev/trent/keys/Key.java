package dev.trent.keys;

import static dev.trent.aws.AwsError.DISABLED;
import static dev.trent.aws.AwsError.KMS_INVALID_STATE;

import dev.trent.aws.Arn;
import dev.trent.aws.AwsException;
import dev.trent.call.Consequence;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A KMS key as it is stored, without its material. This is also the key-state machine.
///
/// A change returns a new `Key`. If the state forbids the change, it is refused in AWS's words. [KmsAction]
/// says which action works in which state. Source: AWS KMS Developer Guide, "Key states", and recordings made
/// against AWS.
///
/// @param arn the key's ARN; its Region and account are the key's
/// @param keyId a UUID, or `mrk-` and 32 hexadecimal digits
/// @param policy the text of the key policy, exactly as it was given
/// @param set the multi-Region set that shares the key's material; null for a key of a single Region
/// @param life the state and the dates that change in the course of the key's life
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

    /// The state of a key, and the facts that decide its next state.
    ///
    /// @param currentMaterialId the id of the material that encrypts or signs, 64 hexadecimal digits; null if
    ///     there is none
    /// @param deletion the pending deletion; null if none is pending
    /// @param rotation the automatic rotation; null if the key does not rotate by itself
    /// @param expiration the expiration of the imported material; null if some of it is missing
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

        /// Returns the life with another current material, which encrypts or signs from now on.
        public Life holding(String materialId) {
            return new Life(state, materialId, deletion, rotation, expiration);
        }
    }

    /// A deletion that is pending.
    ///
    /// @param windowDays the length of the waiting period
    /// @param date the end of the waiting period; null while a primary key waits for the end of its replicas
    public record Deletion(int windowDays, @Nullable Instant date) {}

    /// The automatic rotation of a key.
    ///
    /// @param next the date of the next rotation
    public record Rotation(int periodDays, Instant next) {
        /// Returns a schedule that begins now.
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
    /// @param validTo the time at which the first material expires; null if none expires
    public record Expiration(
            ExpirationModel model, @Nullable Instant validTo) {}

    /// Returns the Region of the key.
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

    /// Returns the id of the material that encrypts or signs, 64 hexadecimal digits; null if there is none yet.
    public @Nullable String currentMaterialId() {
        return life.currentMaterialId;
    }

    /// Returns the pending deletion, or null.
    public @Nullable Deletion deletion() {
        return life.deletion;
    }

    /// Returns the automatic rotation, or null.
    public @Nullable Rotation rotation() {
        return life.rotation;
    }

    /// Returns the expiration of imported material; null if the key has no such material, or if some is
    /// missing.
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

    /// Returns the acts by which the replicas get the shared facts of their primary key; none for other keys.
    public List<Consequence> synchronizations() {
        if (set == null || isReplica()) {
            return List.of();
        }
        return set.replicas().stream()
                .<Consequence>map(region -> new Consequence.Synchronization(arn, Arn.ofKey(region, account(), keyId)))
                .toList();
    }

    /// Returns whether the key is enabled. Its metadata shows this as `Enabled`.
    public boolean enabled() {
        return state() == KeyState.Enabled;
    }

    /// Returns the key itself if its state is one of these states. Refuses every other state.
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

    /// Returns the key with another policy. This is allowed in every state.
    public Key govern(String document) {
        return new Key(arn, keyId, spec, usage, origin, manager, description, document, set, created, life);
    }

    /// Returns the key with another current material, which encrypts or signs from now on.
    public Key holding(String materialId) {
        return with(life.holding(materialId));
    }

    /// Returns the key in the state `Creating`, for the answer to the request that makes it.
    public Key creating() {
        return with(new Life(KeyState.Creating, null, null, life.rotation, null));
    }

    /// Returns the key in another set of Regions.
    public Key in(@Nullable MultiRegion regions) {
        return new Key(arn, keyId, spec, usage, origin, manager, description, policy, regions, created, life);
    }

    /// Returns the key with the facts that it shares with another key of its set.
    Key sharing(Key other) {
        return in(other.set).rotating(other.rotation());
    }

    /// Returns the key in the state that its imported material allows.
    ///
    /// @param whole the expiration; null if some of the material is missing
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

    /// Returns the key in its waiting period before the deletion. A primary key with replicas first waits for
    /// the end of its replicas.
    public Key scheduleDeletion(int windowDays, Instant now) {
        in(KmsAction.States.DELETABLE);
        return set != null && !isReplica() && !set.replicas().isEmpty()
                ? with(life.leaving(KeyState.PendingReplicaDeletion, new Deletion(windowDays, null)))
                : leaving(windowDays, now);
    }

    /// Returns the primary key after the end of its last replica. Its waiting period begins now.
    public Key lastOfItsSet(Instant now) {
        Deletion pending = deletion();
        return state() == KeyState.PendingReplicaDeletion && pending != null ? leaving(pending.windowDays, now) : this;
    }

    private Key leaving(int windowDays, Instant now) {
        Deletion pending = new Deletion(windowDays, now.plus(Duration.ofDays(windowDays)));
        return with(life.leaving(KeyState.PendingDeletion, pending));
    }

    /// Returns the key without its pending deletion. It is disabled, or it waits for its material if some is
    /// missing.
    ///
    /// SAFE: after the waiting period, this is refused. The deletion may have begun, and parts may be gone.
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
        // The connection to the key store decides the state. So the switch has no effect while the key is
        // unavailable.
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
