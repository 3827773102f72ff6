package dev.trent.keys;

import static dev.trent.aws.AwsError.DISABLED;
import static dev.trent.aws.AwsError.KMS_INVALID_STATE;

import dev.trent.aws.Arn;
import dev.trent.aws.AwsException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A KMS key as it is stored, without its material; and the key-state machine.
///
/// A change of state gives a new `Key`; what the state forbids is refused in AWS's words. Source of the table
/// of states and of the texts: AWS KMS Developer Guide, "Key states", and recordings made against AWS.
///
/// @param arn the key's ARN; its Region and account are the key's
/// @param keyId a UUID, or `mrk-` and 32 hexadecimal digits
/// @param policy the key policy, as it was put
/// @param currentMaterialId the material that encrypts, 64 hexadecimal digits; null before there is any
/// @param deletionDate when the waiting period ends; null unless deletion is pending
public record Key(
        Arn arn,
        String keyId,
        KeySpec spec,
        KeyUsage usage,
        KeyOrigin origin,
        KeyManagerType manager,
        KeyState state,
        String description,
        String policy,
        boolean multiRegion,
        @Nullable String currentMaterialId,
        Instant created,
        @Nullable Instant deletionDate) {

    /// Returns the Region that the key lives in.
    public String region() {
        return arn.region();
    }

    /// Returns the account that owns the key.
    public String account() {
        return arn.account();
    }

    /// Returns whether the key can be used, which is what `Enabled` says in its metadata.
    public boolean enabled() {
        return state == KeyState.Enabled;
    }

    /// Returns the key itself if its state allows cryptographic operations.
    public Key usable() {
        return switch (state) {
            case Enabled, Updating -> this;
            case Disabled -> throw DISABLED.because(arn + " is disabled.");
            case Creating, PendingDeletion, PendingImport, PendingReplicaDeletion, Unavailable -> throw wrongState();
        };
    }

    /// Returns the key itself if its state lets its public half be seen: a disabled key can still be verified
    /// with and encrypted to by whoever has it.
    public Key published() {
        return state == KeyState.Disabled ? this : usable();
    }

    /// Returns the key itself unless it is on its way out: such a key takes no new alias, tag or description.
    public Key kept() {
        if (leaving()) {
            throw wrongState();
        }
        return this;
    }

    /// Returns the key, enabled.
    public Key enable() {
        return in(switched(KeyState.Enabled), null);
    }

    /// Returns the key, disabled.
    public Key disable() {
        return in(switched(KeyState.Disabled), null);
    }

    /// Returns the key with another description.
    public Key describe(String text) {
        kept();
        return with(state, text, policy, currentMaterialId, deletionDate);
    }

    /// Returns the key under another policy; allowed in every state.
    public Key govern(String document) {
        return with(state, description, document, currentMaterialId, deletionDate);
    }

    /// Returns the key with a material that encrypts or signs from now on.
    public Key holding(String materialId) {
        return with(state, description, policy, materialId, deletionDate);
    }

    /// Returns the key waiting for its deletion.
    public Key scheduleDeletion(Instant date) {
        if (leaving() || state == KeyState.Updating) {
            throw wrongState();
        }
        return in(KeyState.PendingDeletion, date);
    }

    /// Returns the key, kept after all: it comes back disabled, or waiting for its material if it has none.
    public Key cancelDeletion() {
        if (!leaving()) {
            throw KMS_INVALID_STATE.because(arn + " is not pending deletion.");
        }
        return in(currentMaterialId == null ? KeyState.PendingImport : KeyState.Disabled, null);
    }

    private KeyState switched(KeyState target) {
        return switch (state) {
            case Enabled, Disabled -> target;
            // The store's connection decides what is visible; the wish is honoured when it is back.
            case Unavailable -> state;
            case Creating, PendingDeletion, PendingImport, PendingReplicaDeletion, Updating -> throw wrongState();
        };
    }

    private boolean leaving() {
        return state == KeyState.PendingDeletion || state == KeyState.PendingReplicaDeletion;
    }

    private AwsException wrongState() {
        return KMS_INVALID_STATE.because(arn + " is " + state.words() + ".");
    }

    private Key in(KeyState next, @Nullable Instant date) {
        return with(next, description, policy, currentMaterialId, date);
    }

    /// Returns the key with all that may change in its life.
    private Key with(KeyState next, String text, String document, @Nullable String materialId, @Nullable Instant date) {
        return new Key(
                arn, keyId, spec, usage, origin, manager, next, text, document, multiRegion, materialId, created, date);
    }
}
