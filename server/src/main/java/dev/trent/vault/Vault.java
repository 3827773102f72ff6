package dev.trent.vault;

import static dev.trent.aws.AwsError.INVALID_KEY_USAGE;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.trent.access.AccountPermit;
import dev.trent.access.Permit;
import dev.trent.aws.Arn;
import dev.trent.aws.Secret;
import dev.trent.crypto.AesGcm;
import dev.trent.crypto.CounterKdf;
import dev.trent.crypto.Engine;
import dev.trent.keys.EncryptionAlgorithm;
import dev.trent.keys.Key;
import dev.trent.keys.KeySpec;
import dev.trent.keys.KeyUsage;
import dev.trent.keys.Material;
import dev.trent.keys.Materials;
import java.security.SecureRandom;
import java.time.Instant;

/// The only room that sees key material in the clear, and only for the holder of a permit.
///
/// Material is unwrapped once and then kept in a bounded cache, so that encrypting and decrypting touch no
/// database.
public final class Vault {
    private final Materials materials;
    private final MaterialSeal seal;
    private final SecureRandom random;
    private final AesGcm aesGcm;
    private final CounterKdf kdf;
    private final Cache<MaterialName, UnsealedMaterial> unsealed;

    private record MaterialName(String region, String keyId, String materialId) {}

    /// Makes the vault.
    ///
    /// @param unsealedMax how many materials are kept in the clear, in memory
    public Vault(Materials materials, DomainKeys domainKeys, Engine engine, int unsealedMax) {
        this.materials = materials;
        this.seal = new MaterialSeal(domainKeys, engine);
        this.random = engine.random();
        this.aesGcm = new AesGcm(engine);
        this.kdf = new CounterKdf(engine);
        this.unsealed = Caffeine.newBuilder()
                .maximumSize(unsealedMax)
                .<MaterialName, UnsealedMaterial>evictionListener((name, material, cause) -> {
                    if (material != null) {
                        material.zero();
                    }
                })
                .build();
    }

    /// Draws and wraps the first material of a key that is about to be made.
    ///
    /// @param permit the right to make keys
    public Material firstMaterial(AccountPermit permit, Arn key, String keyId, Instant now) {
        if (!key.account().equals(permit.account()) || !key.region().equals(permit.region())) {
            throw new AssertionError("a permit for " + permit.account() + " was used for " + key);
        }
        try (Secret material = draw(AesGcm.KEY_BYTES)) {
            return seal.wrapFirst(key, keyId, material, now);
        }
    }

    /// Returns random bytes for a caller; whoever gets them closes them.
    ///
    /// @param permit the right to have them
    /// @param lengthBytes 1 to 1024
    public Secret random(AccountPermit permit, int lengthBytes) {
        return draw(lengthBytes);
    }

    /// Opens a symmetric encryption key for use, after every check but those on the data itself.
    ///
    /// Errors: DisabledException, KMSInvalidStateException, InvalidKeyUsageException.
    ///
    /// @param operation the operation's name, for the refusal
    public SymmetricKey symmetric(Permit permit, String operation, EncryptionAlgorithm algorithm) {
        Key key = permit.key().usable();
        if (key.usage() != KeyUsage.ENCRYPT_DECRYPT) {
            throw INVALID_KEY_USAGE.because(
                    key.arn() + " key usage is " + key.usage() + " which is not valid for " + operation + ".");
        }
        if (algorithm != EncryptionAlgorithm.SYMMETRIC_DEFAULT || key.spec() != KeySpec.SYMMETRIC_DEFAULT) {
            throw INVALID_KEY_USAGE.because(
                    "Algorithm " + algorithm + " is incompatible with key spec " + key.spec() + ".");
        }
        return new SymmetricKey(this, key);
    }

    /// Returns a copy of a material in the clear, which the caller zeroes.
    ///
    /// Errors: InvalidCiphertextException if the key has no such material.
    byte[] material(Key key, String materialId) {
        MaterialName name = new MaterialName(key.region(), key.keyId(), materialId);
        while (true) {
            UnsealedMaterial cached = unsealed.getIfPresent(name);
            if (cached == null) {
                cached = unsealed.get(name, missing -> unseal(key, materialId));
            }
            byte[] copy = cached.copy();
            if (copy != null) {
                return copy;
            }
            // It was evicted and zeroed between the look-up and the copy: have it unwrapped again.
        }
    }

    AesGcm aesGcm() {
        return aesGcm;
    }

    CounterKdf kdf() {
        return kdf;
    }

    byte[] chance(int lengthBytes) {
        byte[] bytes = new byte[lengthBytes];
        random.nextBytes(bytes);
        return bytes;
    }

    Secret draw(int lengthBytes) {
        return Secret.owning(chance(lengthBytes));
    }

    private UnsealedMaterial unseal(Key key, String materialId) {
        Material material = materials.find(key.region(), key.keyId(), materialId);
        if (material == null) {
            throw CiphertextBlob.damaged();
        }
        return new UnsealedMaterial(seal.unwrap(key.arn(), material));
    }
}
