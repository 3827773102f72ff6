package dev.trent.vault;

import dev.trent.aws.Secret;
import dev.trent.crypto.AesGcm;
import dev.trent.keys.Materials;
import dev.trent.keys.Materials.WrappedDomainKey;
import dev.trent.seal.Seal;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// The unwrapped domain keys, a handful, held for as long as the server runs.
///
/// The newest wraps new material; the others open what they wrapped.
public final class DomainKeys implements AutoCloseable {
    private final Map<String, Secret> byId;
    private final String currentId;

    private DomainKeys(Map<String, Secret> byId, String currentId) {
        this.byId = byId;
        this.currentId = currentId;
    }

    /// Unwraps the domain keys, and makes the first if there is none.
    ///
    /// @throws dev.trent.seal.WrongRootKeyException if the root key belongs to other data
    public static DomainKeys open(Materials materials, Seal seal, SecureRandom random, Instant now) {
        if (materials.domainKeys().isEmpty()) {
            materials.addFirstDomainKey(draw(seal, random, now));
        }
        List<WrappedDomainKey> wrapped = materials.domainKeys();
        Map<String, Secret> byId = new LinkedHashMap<>();
        for (WrappedDomainKey key : wrapped) {
            byId.put(key.id(), seal.unwrap(Seal.Purpose.DOMAIN_KEY, key.id(), key.wrapped()));
        }
        return new DomainKeys(Map.copyOf(byId), wrapped.getLast().id());
    }

    private static WrappedDomainKey draw(Seal seal, SecureRandom random, Instant now) {
        byte[] chance = new byte[AesGcm.KEY_BYTES];
        random.nextBytes(chance);
        String id = new UUID(random.nextLong(), random.nextLong()).toString();
        try (Secret key = Secret.owning(chance)) {
            return new WrappedDomainKey(id, seal.wrap(Seal.Purpose.DOMAIN_KEY, id, key), now);
        }
    }

    /// Returns the id of the domain key that wraps new material.
    String currentId() {
        return currentId;
    }

    /// Returns a domain key; it belongs to this object.
    Secret key(String id) {
        Secret key = byId.get(id);
        if (key == null) {
            throw new AssertionError("material is wrapped under the unknown domain key " + id);
        }
        return key;
    }

    /// Zeroes the keys.
    @Override
    public void close() {
        byId.values().forEach(Secret::close);
    }
}
