package dev.trent.vault;

import dev.trent.aws.Blob;
import dev.trent.aws.Secret;
import dev.trent.keys.Key;
import dev.trent.keys.KeyState;
import dev.trent.keys.Keys;
import dev.trent.keys.Material;
import dev.trent.keys.Materials;
import dev.trent.memory.Memory;
import dev.trent.memory.SharedCache;

/// The materials in the clear, each unwrapped when it is first used, within a bound on their memory.
///
/// INVARIANT: once a change of a key was told of, no material of one that cannot be used is here, and none comes
/// back: a use that was permitted before looks the key up again before it unwraps anything, and one that is
/// unwrapping at that moment is waited for.
final class UnsealedMaterials {
    private static final int NAME_BYTES = 200;
    private static final int ATTEMPTS_MAX = 3;

    private final Materials materials;
    private final Keys keys;
    private final MaterialSeal seal;
    private final Algorithms algorithms;
    private final SharedCache<Name, Unsealed> cache;

    private record Name(String account, String region, String keyId, String materialId) {
        static Name of(Key key, String materialId) {
            return new Name(key.account(), key.region(), key.keyId(), materialId);
        }
    }

    /// Makes the cache.
    ///
    /// @param memory what keeps them
    UnsealedMaterials(Materials materials, Keys keys, MaterialSeal seal, Algorithms algorithms, Memory memory) {
        this.materials = materials;
        this.keys = keys;
        this.seal = seal;
        this.algorithms = algorithms;
        this.cache = memory.cache((name, _) -> name.account, held -> NAME_BYTES + held.weightBytes(), Unsealed::drop);
        keys.follow(this::changed);
    }

    /// Returns a copy of a symmetric material, which the caller zeroes.
    ///
    /// Errors: InvalidCiphertextException if the key has no such material; DisabledException,
    /// KMSInvalidStateException.
    byte[] copy(Key key, String materialId) {
        for (int attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
            byte[] copy = ((UnsealedMaterial) find(key, materialId)).copy();
            if (copy != null) {
                return copy;
            }
            // It was evicted and zeroed between the look-up and the copy: have it unwrapped again.
        }
        // The memory is too full to keep it for as long as it takes to copy it: this one is for this call alone.
        UnsealedMaterial own = (UnsealedMaterial) unseal(Name.of(key, materialId));
        byte[] copy = own.copy();
        own.drop();
        if (copy == null) {
            throw new AssertionError("a material that nobody else has was zeroed");
        }
        return copy;
    }

    /// Returns the pair of an asymmetric key.
    ///
    /// Errors: DisabledException, KMSInvalidStateException.
    UnsealedPair pair(Key key, String materialId) {
        return (UnsealedPair) find(key, materialId);
    }

    /// Returns the public half of an asymmetric key.
    ///
    /// SAFE: of a disabled key it is unwrapped anew for each call, and nothing of it is kept.
    Blob publicHalf(Key key, String materialId) {
        if (key.state() != KeyState.Disabled) {
            return pair(key, materialId).encoded();
        }
        Material material = materials.find(key.region(), key.keyId(), materialId);
        if (material == null) {
            throw new AssertionError(key.arn() + " has no material " + materialId);
        }
        try (Secret secret = seal.unwrap(key.arn(), material)) {
            return PairMaterial.publicHalf(secret);
        }
    }

    /// Drops every material of a key that cannot be used.
    private void changed(String region, String keyId) {
        Key key = keys.find(region, keyId);
        if (key == null || key.state() == KeyState.Enabled) {
            return;
        }
        for (String materialId : materials.ids(key.region(), key.keyId())) {
            Unsealed held = cache.remove(Name.of(key, materialId));
            if (held != null) {
                held.drop();
            }
        }
    }

    private Unsealed find(Key key, String materialId) {
        Name name = Name.of(key, materialId);
        Unsealed cached = cache.getIfPresent(name);
        Unsealed held = cached != null ? cached : cache.get(name, this::unseal);
        if (held == null) {
            throw new AssertionError("a material was unwrapped and is not there");
        }
        return held;
    }

    private Unsealed unseal(Name name) {
        Key key = keys.find(name.region, name.keyId);
        Material material = materials.find(name.region, name.keyId, name.materialId);
        if (key == null || material == null) {
            throw CiphertextBlob.damaged();
        }
        key.usable();
        Secret secret = seal.unwrap(key.arn(), material);
        if (!key.spec().isAsymmetric()) {
            return new UnsealedMaterial(secret);
        }
        try (secret) {
            return PairMaterial.read(secret, algorithms.family(key.spec()));
        }
    }
}
