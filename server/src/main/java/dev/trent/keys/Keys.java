package dev.trent.keys;

import dev.trent.aws.Arn;
import dev.trent.aws.AwsError;
import dev.trent.aws.Footprint;
import dev.trent.aws.Tag;
import dev.trent.call.Page;
import dev.trent.memory.Memory;
import dev.trent.memory.SharedCache;
import dev.trent.store.OutdatedException;
import dev.trent.store.Ref;
import dev.trent.store.Store;
import dev.trent.store.Tx;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The keys of all accounts and Regions, read through a bounded cache.
///
/// INVARIANT: a look-up that starts after the answer to a change sees the change. The cached key is removed
/// after the commit. A look-up may have read the old row before the commit. If it has put the row into the
/// cache, the removal removes it. If it is still loading, the removal waits for it.
public final class Keys {
    /// A change of a key has this kind and the id `REGION/KEY_ID`.
    private static final String CHANGED = "key";

    /// A material without its wrapped bytes: the record, five texts, the largest of 64 characters, and its dates.
    private static final int MATERIAL_BYTES = 640;

    private final Store store;
    private final int keysMax;
    private final SharedCache<Address, Stored> cache;

    /// A key, and the wrapped material that it encrypts or signs with.
    ///
    /// @param current null for imported material, whose end is not the key's change alone, and if the key has none
    public record Stored(Key key, @Nullable Material current) {
        /// Returns a material if it is the current one that was read with the key; null if it must be read.
        public @Nullable Material material(String materialId) {
            return current != null && current.materialId().equals(materialId) ? current : null;
        }
    }

    private record Address(String region, String keyId) {
        static Address of(String id) {
            int end = id.indexOf('/');
            return new Address(id.substring(0, end), id.substring(end + 1));
        }
    }

    /// Makes the room's view of the keys.
    ///
    /// @param memory keeps the keys that were read
    /// @param keysMax the most keys of an account in a Region
    public Keys(Store store, Memory memory, int keysMax) {
        this.store = store;
        this.keysMax = keysMax;
        this.cache = memory.cache("keys", (_, stored) -> stored.key.account(), Keys::bytes);
        store.changes().follow(CHANGED, id -> cache.remove(Address.of(id)));
    }

    /// Registers a listener for changes of keys. It is called after the cache of this room has changed.
    public void follow(BiConsumer<String, String> regionAndKeyId) {
        store.changes().follow(CHANGED, id -> {
            Address address = Address.of(id);
            regionAndKeyId.accept(address.region, address.keyId);
        });
    }

    /// Declares that a transaction changes a key.
    static void changed(Tx tx, Key key) {
        tx.changed(new Ref(CHANGED, key.region() + "/" + key.keyId()));
    }

    /// Returns the key that a chore is for, or null.
    ///
    /// @param subject `REGION/KEY_ID`
    public @Nullable Key find(String subject) {
        Address address = Address.of(subject);
        return find(address.region, address.keyId);
    }

    /// Returns the key with an id in a Region, in any account, or null.
    public @Nullable Key find(String region, String keyId) {
        Stored stored = stored(region, keyId);
        return stored == null ? null : stored.key;
    }

    /// Returns a key with its current material, or null. Both are of one moment.
    public @Nullable Stored stored(String region, String keyId) {
        Address address = new Address(region, keyId);
        Stored cached = cache.getIfPresent(address);
        return cached != null ? cached : cache.get(address, this::load);
    }

    /// Stores a new key with its tags and its first material, if it has one.
    ///
    /// Errors: LimitExceededException.
    public void create(Tx tx, Key key, @Nullable Material first, List<Tag> tags) {
        changed(tx, key);
        KeyCount.add(tx, key, keysMax);
        KeyRows.insert(tx, key);
        KeyChore.plan(tx, key);
        if (first != null) {
            MaterialRows.insert(tx, first);
        }
        for (int i = 0; i < tags.size(); i++) {
            Tags.insert(tx, key, tags.get(i), i);
        }
    }

    /// Stores the replica of a primary key, and adds its Region to all keys of the set.
    ///
    /// @param materials the materials of the set, wrapped for the replica
    /// @throws OutdatedException if the set or its materials have changed since they were wrapped
    public void replicate(Tx tx, Key primary, Key replica, List<Material> materials, List<Tag> tags) {
        Key now = reread(tx, primary).in(KmsAction.ReplicateKey.states());
        boolean same = Objects.equals(primary.set(), now.set())
                && Objects.equals(replica.currentMaterialId(), now.currentMaterialId())
                && Objects.equals(replica.rotation(), now.rotation())
                && names(materials).equals(names(MaterialRows.list(tx, now)));
        if (!same) {
            throw new OutdatedException();
        }
        create(tx, replica, null, tags);
        materials.forEach(material -> MaterialRows.insert(tx, material));
        Key leading = changeSet(tx, primary, each -> each.in(replica.set()));
        MaterialRows.settleWaiting(tx, leading, others(tx, leading));
    }

    private static List<String> names(List<Material> materials) {
        return materials.stream()
                .map(material -> material.materialId() + " " + material.state())
                .toList();
    }

    /// Changes a key. `change` gets the stored key, and returns the changed key or refuses.
    ///
    /// @param key the key as it was permitted
    /// @return the key as it is stored now
    public Key change(Tx tx, Key key, UnaryOperator<Key> change) {
        changed(tx, key);
        Key changed = change.apply(KeyRows.existing(tx, key));
        store(tx, changed);
        return changed;
    }

    /// Changes a key as [#change] does. Then copies the shared facts to the other keys of its multi-Region set.
    public Key changeSet(Tx tx, Key key, UnaryOperator<Key> change) {
        Key changed = change(tx, key, change);
        for (Key other : others(tx, changed)) {
            if (!other.sharing(changed).equals(other)) {
                change(tx, other, stored -> stored.sharing(changed));
            }
        }
        return changed;
    }

    /// Returns the keys of the other Regions of a set.
    List<Key> others(Tx tx, Key key) {
        MultiRegion set = key.set();
        if (set == null) {
            return List.of();
        }
        List<Key> others = new ArrayList<>();
        for (String region : set.regions()) {
            Key other = region.equals(key.region()) ? null : KeyRows.find(tx, region, key.keyId());
            if (other != null) {
                others.add(other);
            }
        }
        return others;
    }

    /// Makes a new material current in each key of a set.
    ///
    /// @param fresh the material, wrapped for each Region of the set
    /// @param schedule sets the schedule of the following rotations for each key, or refuses
    /// @throws OutdatedException if the key has got or lost a replica since the material was wrapped
    /// @return the key as it is stored now
    public Key rotate(Tx tx, Key key, List<Material> fresh, UnaryOperator<Key> schedule) {
        Key rotated = null;
        List<Key> keys = wholeSet(tx, key);
        for (Key each : keys) {
            Material next = fresh.stream()
                    .filter(material -> material.region().equals(each.region()))
                    .findFirst()
                    .orElseThrow(OutdatedException::new);
            Key stored = rotate(tx, each, next, schedule);
            rotated = each.region().equals(key.region()) ? stored : rotated;
        }
        if (rotated == null || keys.size() != fresh.size()) {
            throw new OutdatedException();
        }
        return rotated;
    }

    /// Returns a key as it is stored now, followed by the other keys of its set.
    private List<Key> wholeSet(Tx tx, Key key) {
        Key now = KeyRows.existing(tx, key);
        List<Key> keys = new ArrayList<>();
        keys.add(now);
        keys.addAll(others(tx, now));
        return keys;
    }

    private static Key rotate(Tx tx, Key key, Material next, UnaryOperator<Key> schedule) {
        changed(tx, key);
        long place = 0;
        for (Material material : MaterialRows.list(tx, key)) {
            place = material.ordinal() + 1;
            if (material.state() == Material.State.CURRENT) {
                MaterialRows.update(tx, material.in(Material.State.NON_CURRENT));
            }
        }
        MaterialRows.insert(tx, next.at(place));
        Key rotated = schedule.apply(key.holding(next.materialId()));
        store(tx, rotated);
        return rotated;
    }

    /// Makes the material that waits for its rotation current in each key of a set.
    ///
    /// Errors: KMSInvalidStateException if no material waits.
    public void promote(Tx tx, Key key, UnaryOperator<Key> check, Material.Became became) {
        List<Key> keys = wholeSet(tx, key);
        var _ = check.apply(keys.getFirst());
        for (Key each : keys) {
            promote(tx, each, became);
        }
    }

    private static void promote(Tx tx, Key key, Material.Became became) {
        List<Material> materials = MaterialRows.list(tx, key);
        Material next = materials.stream()
                .filter(material -> material.state() == Material.State.PENDING_ROTATION && material.present())
                .findFirst()
                .orElseThrow(() -> AwsError.KMS_INVALID_STATE.because(
                        "No available key material pending rotation for the key: " + key.arn() + "."));
        changed(tx, key);
        for (Material material : materials) {
            if (material.state() == Material.State.CURRENT) {
                MaterialRows.update(tx, material.in(Material.State.NON_CURRENT));
            }
        }
        MaterialRows.update(tx, next.current(became));
        // From now on, the key cannot be used after this material has expired.
        Key.Expiration expiration = Material.expiration(MaterialRows.list(tx, key));
        store(tx, key.holding(next.materialId()).imported(expiration));
    }

    private static void store(Tx tx, Key key) {
        KeyRows.update(tx, key);
        KeyChore.plan(tx, key);
    }

    /// Refuses a new key of an account that has as many as it may have, before its material is drawn.
    ///
    /// Errors: LimitExceededException.
    public void refuseFull(String account, String region) {
        store.read(tx -> {
            KeyCount.refuseFull(tx, account, region, keysMax);
            return account;
        });
    }

    /// Returns a key as it is stored now; null if it is not stored any more.
    public @Nullable Key stored(Tx tx, Key key) {
        return KeyRows.find(tx, key.region(), key.keyId());
    }

    /// Returns a key as it is stored now.
    ///
    /// @throws OutdatedException if it has been deleted
    public Key reread(Tx tx, Key key) {
        Key now = stored(tx, key);
        if (now == null) {
            throw new OutdatedException();
        }
        return now;
    }

    /// Deletes a key with its materials and tags. Its aliases and grants must be deleted first. If the key is
    /// the last replica, and its primary key waits for its end, the waiting period of the primary key begins.
    public void delete(Tx tx, Key key, Instant now) {
        changed(tx, key);
        Tags.changed(tx, key);
        KeyRows.delete(tx, key);
        KeyCount.remove(tx, key);
        MultiRegion set = key.set();
        if (set == null) {
            return;
        }
        MultiRegion left = set.without(key.region());
        List<Key> others = others(tx, key);
        for (Key other : others) {
            Key alone = other.in(left);
            changed(tx, other);
            store(tx, left.replicas().isEmpty() ? alone.lastOfItsSet(now) : alone);
        }
        if (!others.isEmpty()) {
            MaterialRows.settleWaiting(tx, others.getFirst(), others.subList(1, others.size()));
        }
    }

    /// Lists the ARNs of an account's keys in a Region, of every state, in the order of their ids.
    ///
    /// @param after the id after which the page begins; null for the first page
    public Page<Arn> list(String account, String region, @Nullable String after, int limit) {
        List<Arn> rows = store.read(tx -> page(tx, account, region, after == null ? "" : after, limit + 1));
        return Page.of(rows, limit, arn -> arn.resource().substring("key/".length()));
    }

    /// Returns the number of all keys, in every account, Region and state.
    public long count() {
        return store.read(tx -> tx.list("SELECT COUNT(*) AS keys FROM kms_key", row -> row.number("keys")))
                .getFirst();
    }

    /// Returns how many keys are in each state, in every account and Region. This reads every key, so it takes long
    /// if there are many.
    public Map<KeyState, Long> countByState() {
        Map<String, Long> stored = store
                .query(tx -> tx.list(
                        "SELECT state, COUNT(*) AS keys FROM kms_key GROUP BY state",
                        row -> Map.entry(row.text("state"), row.number("keys"))))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        Map<KeyState, Long> counts = new EnumMap<>(KeyState.class);
        for (KeyState state : KeyState.values()) {
            counts.put(state, stored.getOrDefault(state.name(), 0L));
        }
        return counts;
    }

    private static List<Arn> page(Tx tx, String account, String region, String after, int rows) {
        return tx.list("""
                SELECT key_id FROM kms_key
                 WHERE account_id = ? AND region = ? AND key_id > ?
                 ORDER BY key_id LIMIT ?""", row -> Arn.ofKey(region, account, row.text("key_id")), account, region, after, rows);
    }

    private static long bytes(Stored stored) {
        Key key = stored.key;
        Material material = stored.current;
        return Footprint.object(2)
                + (material == null ? 0 : MATERIAL_BYTES + material.wrapped().length())
                + Footprint.object(15)
                + Footprint.object(2)
                + 2 * Footprint.object(3)
                + Footprint.object(5)
                + Footprint.text(key.arn().toString())
                + 2 * Footprint.text(key.arn().resource())
                + 2 * Footprint.text(key.region())
                + Footprint.text(key.keyId())
                + Footprint.text(key.description())
                + Footprint.text(key.policy())
                + Footprint.text(key.currentMaterialId())
                + (key.set() == null
                        ? 0
                        : Footprint.object(2) + Footprint.texts(key.set().regions()));
    }

    private @Nullable Stored load(Address address) {
        return store.query(tx -> KeyRows.findWithMaterial(tx, address.region, address.keyId));
    }
}
