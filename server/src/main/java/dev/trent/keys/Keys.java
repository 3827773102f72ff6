package dev.trent.keys;

import dev.trent.aws.Arn;
import dev.trent.aws.Footprint;
import dev.trent.aws.Tag;
import dev.trent.call.Page;
import dev.trent.memory.Memory;
import dev.trent.memory.SharedCache;
import dev.trent.store.Ref;
import dev.trent.store.Store;
import dev.trent.store.Tx;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// The keys of all accounts and Regions, read through a bounded cache.
///
/// INVARIANT: a change holds for every look-up that starts after it was answered. The cached key is removed
/// after the commit; a look-up that read the old row before the commit either put it into the cache before the
/// removal, or is still loading, and then the removal waits for it.
public final class Keys {
    /// The kind of change that every change of a key itself is; its ids are `REGION/KEY_ID`.
    private static final String CHANGED = "key";

    private final Store store;
    private final SharedCache<Address, Key> cache;

    private record Address(String region, String keyId) {
        static Address of(String id) {
            int end = id.indexOf('/');
            return new Address(id.substring(0, end), id.substring(end + 1));
        }
    }

    /// Makes the room's view of the keys.
    ///
    /// @param memory what keeps those that were read
    public Keys(Store store, Memory memory) {
        this.store = store;
        this.cache = memory.cache((_, key) -> key.account(), Keys::bytes);
        store.changes().follow(CHANGED, id -> cache.remove(Address.of(id)));
    }

    /// Has somebody told of the changes of keys, after this room.
    public void follow(BiConsumer<String, String> regionAndKeyId) {
        store.changes().follow(CHANGED, id -> {
            Address address = Address.of(id);
            regionAndKeyId.accept(address.region, address.keyId);
        });
    }

    /// Declares in a transaction that a key is another after it.
    static void changed(Tx tx, Key key) {
        tx.changed(new Ref(CHANGED, key.region() + "/" + key.keyId()));
    }

    /// Returns the key with an id in a Region, whosever it is, or null.
    public @Nullable Key find(String region, String keyId) {
        Address address = new Address(region, keyId);
        Key cached = cache.getIfPresent(address);
        return cached != null ? cached : cache.get(address, this::load);
    }

    /// Stores a new key with its tags, and its first material unless it has none yet.
    public void create(Tx tx, Key key, @Nullable Material first, List<Tag> tags) {
        changed(tx, key);
        KeyRows.insert(tx, key);
        if (first != null) {
            MaterialRows.insert(tx, first);
        }
        for (int i = 0; i < tags.size(); i++) {
            Tags.insert(tx, key, tags.get(i), i);
        }
    }

    /// Changes a key: `change` gets the key as it is now and returns it as it shall be, or refuses.
    ///
    /// @param key the key as it was permitted
    /// @return the key as it is stored now
    public Key change(Tx tx, Key key, UnaryOperator<Key> change) {
        changed(tx, key);
        Key changed = change.apply(KeyRows.reread(tx, key));
        KeyRows.update(tx, changed);
        return changed;
    }

    /// Lists the ARNs of an account's keys in a Region, of every state, in the order of their ids.
    ///
    /// @param after the id behind which the page begins; null for the first page
    public Page<Arn> list(String account, String region, @Nullable String after, int limit) {
        List<Arn> rows = store.read(tx -> page(tx, account, region, after == null ? "" : after, limit + 1));
        return Page.of(rows, limit, arn -> arn.resource().substring("key/".length()));
    }

    /// Returns how many keys there are, of every account, Region and state.
    public long count() {
        return store.read(tx -> tx.list("SELECT COUNT(*) AS keys FROM kms_key", row -> row.number("keys")))
                .getFirst();
    }

    private static List<Arn> page(Tx tx, String account, String region, String after, int rows) {
        return tx.list("""
                SELECT key_id FROM kms_key
                 WHERE account_id = ? AND region = ? AND key_id > ?
                 ORDER BY key_id LIMIT ?""", row -> Arn.ofKey(region, account, row.text("key_id")), account, region, after, rows);
    }

    private static long bytes(Key key) {
        return Footprint.object(15)
                + Footprint.object(2)
                + 2 * Footprint.object(3)
                + Footprint.object(5)
                + Footprint.text(key.arn().toString())
                + 2 * Footprint.text(key.arn().resource())
                + 2 * Footprint.text(key.region())
                + Footprint.text(key.keyId())
                + Footprint.text(key.description())
                + Footprint.text(key.policy())
                + Footprint.text(key.currentMaterialId());
    }

    private @Nullable Key load(Address address) {
        return store.read(tx -> KeyRows.find(tx, address.region, address.keyId));
    }
}
