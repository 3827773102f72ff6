package dev.trent.vault;

import static dev.trent.aws.AwsError.KMS_INVALID_STATE;

import dev.trent.aws.Blob;
import dev.trent.aws.Secret;
import dev.trent.keys.Key;
import dev.trent.keys.KeyOrigin;
import dev.trent.keys.KeyState;
import dev.trent.keys.Keys;
import dev.trent.keys.Material;
import dev.trent.keys.Materials;
import dev.trent.memory.Memory;
import dev.trent.memory.SharedCache;
import dev.trent.store.ForgedRowException;
import dev.trent.store.StoreException;
import org.jspecify.annotations.Nullable;

/// The materials in the clear: each is unwrapped at its first use and stays in the shared memory.
///
/// Symmetric and HMAC keys have secrets, asymmetric keys have pairs.
///
/// INVARIANT: once a change of a key was told of, the memory holds no material of a key that is not usable, and
/// none comes back. A use with an older permit reads the key again before it unwraps; whoever tells of the change
/// waits for a use that is unwrapping at that moment.
final class UnsealedMaterials {
    /// The name of a material, and the place of its key among the groups.
    private static final int NAME_BYTES = 200 + 160;

    private static final int ATTEMPTS_MAX = 3;

    private final Materials materials;
    private final Keys keys;
    private final MaterialSeal seal;
    private final Algorithms algorithms;
    private final SharedCache<Name, UnsealedMaterial> secrets;
    private final SharedCache<Name, UnsealedPair> pairs;

    private record Name(String account, String region, String keyId, String materialId) {
        static Name of(Key key, String materialId) {
            return new Name(key.account(), key.region(), key.keyId(), materialId);
        }

        KeyName key() {
            return new KeyName(region, keyId);
        }
    }

    private record KeyName(String region, String keyId) {}

    /// A material that was just unwrapped, and its key as it is now.
    private record Opened(Key key, Secret secret) {}

    /// Makes an empty cache.
    ///
    /// @param memory the shared memory
    UnsealedMaterials(Materials materials, Keys keys, MaterialSeal seal, Algorithms algorithms, Memory memory) {
        this.materials = materials;
        this.keys = keys;
        this.seal = seal;
        this.algorithms = algorithms;
        this.secrets = memory.grouped(
                "materials",
                Name::key,
                (name, _) -> name.account,
                held -> NAME_BYTES + held.weightBytes(),
                UnsealedMaterial::drop);
        this.pairs = memory.grouped(
                "key-pairs", Name::key, (name, _) -> name.account, held -> NAME_BYTES + held.weightBytes(), _ -> {});
        keys.follow(this::changed);
    }

    /// Returns the id of the material that a key encrypts or signs with.
    static String current(Key key) {
        String materialId = key.currentMaterialId();
        if (materialId == null) {
            throw new AssertionError(key.arn() + " is " + key.state() + " without material");
        }
        return materialId;
    }

    /// Returns a copy of a secret material; the caller zeroes it.
    ///
    /// Errors: InvalidCiphertextException if the key has no such material; DisabledException,
    /// KMSInvalidStateException.
    byte[] copy(Key key, String materialId) {
        Name name = Name.of(key, materialId);
        for (int attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
            byte[] copy = secret(name).copy();
            if (copy != null) {
                return copy;
            }
            // The memory let go of it and zeroed it after the look-up: unwrap it again.
        }
        // The memory is too full to hold it until it is copied: unwrap it for this call alone.
        try (Secret own = unwrap(name).secret) {
            return own.exposed().clone();
        }
    }

    /// Returns the current pair of an asymmetric key.
    ///
    /// Errors: DisabledException, KMSInvalidStateException.
    UnsealedPair pair(Key key) {
        Name name = Name.of(key, current(key));
        UnsealedPair cached = pairs.getIfPresent(name);
        return cached != null ? cached : present(pairs.get(name, this::readPair));
    }

    /// Returns the public half of an asymmetric key.
    ///
    /// SAFE: for a disabled key each call unwraps the pair anew and keeps nothing of it.
    Blob publicHalf(Key key) {
        if (key.state() != KeyState.Disabled) {
            return pair(key).encoded();
        }
        String materialId = current(key);
        Material material = materials.find(key.region(), key.keyId(), materialId);
        if (material == null || !material.present()) {
            // It was deleted in this moment.
            throw KMS_INVALID_STATE.because(key.arn() + " is pending import.");
        }
        try (Secret secret = seal.unwrap(key.arn(), material)) {
            return PairMaterial.publicHalf(secret);
        }
    }

    /// Drops every material of a key, unless the key is known to be enabled. Imported material may be another
    /// although its key is enabled.
    private void changed(String region, String keyId) {
        KeyName key = new KeyName(region, keyId);
        // Most changed keys have no material here, as each new key: for them, nothing is read.
        if (!secrets.hasGroup(key) && !pairs.hasGroup(key)) {
            return;
        }
        if (keepsItsMaterial(region, keyId)) {
            return;
        }
        secrets.removeGroup(key, UnsealedMaterial::drop);
        pairs.removeGroup(key, _ -> {});
    }

    /// SAFE: a key that cannot be read counts as one that is not enabled.
    private boolean keepsItsMaterial(String region, String keyId) {
        try {
            Key key = keys.find(region, keyId);
            return key != null && key.state() == KeyState.Enabled && key.origin() == KeyOrigin.AWS_KMS;
        } catch (StoreException | ForgedRowException unreadable) {
            return false;
        }
    }

    private UnsealedMaterial secret(Name name) {
        UnsealedMaterial cached = secrets.getIfPresent(name);
        return cached != null ? cached : present(secrets.get(name, this::readSecret));
    }

    private static <M> M present(@Nullable M held) {
        if (held == null) {
            throw new AssertionError("a material was unwrapped and is not there");
        }
        return held;
    }

    private UnsealedMaterial readSecret(Name name) {
        return new UnsealedMaterial(unwrap(name).secret);
    }

    private UnsealedPair readPair(Name name) {
        Opened opened = unwrap(name);
        try (Secret secret = opened.secret) {
            return PairMaterial.read(secret, algorithms.family(opened.key.spec()));
        }
    }

    private Opened unwrap(Name name) {
        Keys.Stored stored = keys.stored(name.region, name.keyId);
        if (stored == null) {
            throw CiphertextBlob.damaged();
        }
        Key key = stored.key();
        Material material = stored.material(name.materialId);
        if (material == null) {
            material = materials.find(name.region, name.keyId, name.materialId);
        }
        if (material == null) {
            throw CiphertextBlob.damaged();
        }
        key.usable();
        // No ciphertext is of a material that was never current.
        if (!material.present() || !material.permanent()) {
            throw CiphertextBlob.damaged();
        }
        return new Opened(key, seal.unwrap(key.arn(), material));
    }
}
