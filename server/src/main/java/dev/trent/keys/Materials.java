package dev.trent.keys;

import dev.trent.call.Page;
import dev.trent.store.Store;
import dev.trent.store.Tx;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Wrapped key material, and the wrapped domain keys over it. Only `vault` unwraps them.
public final class Materials {
    private final Store store;

    /// A domain key in its stored form.
    ///
    /// @param id a UUID
    /// @param wrapped the bytes, under the root of trust
    @SuppressWarnings("ArrayRecordComponent") // goes from one row to one unwrapping, is never compared
    public record WrappedDomainKey(String id, byte[] wrapped, Instant created) {}

    /// Makes the room's view of the materials.
    public Materials(Store store) {
        this.store = store;
    }

    /// Returns one material of a key, or null.
    public @Nullable Material find(String region, String keyId, String materialId) {
        return store.query(tx -> MaterialRows.find(tx, region, keyId, materialId));
    }

    /// Returns the materials of a key, in their order.
    public List<Material> list(Key key) {
        return store.read(tx -> list(tx, key));
    }

    /// As [#list(Key)], in a transaction.
    public List<Material> list(Tx tx, Key key) {
        return MaterialRows.list(tx, key);
    }

    /// Lists materials of a key in their order.
    ///
    /// @param all false for only the materials that became current by a rotation
    /// @param after the position after which the page begins; -1 for the first page
    public Page<Material> list(Key key, boolean all, long after, int limit) {
        List<Material> rows = list(key).stream()
                .filter(material -> material.ordinal() > after && (all || material.became() != null))
                .limit(limit + 1L)
                .toList();
        return Page.of(rows, limit, material -> Long.toString(material.ordinal()));
    }

    /// Returns the ids of a key's materials.
    public List<String> ids(String region, String keyId) {
        return store.read(tx -> MaterialRows.ids(tx, region, keyId));
    }

    /// Returns every domain key, the oldest first.
    public List<WrappedDomainKey> domainKeys() {
        return store.read(tx -> tx.list(
                "SELECT domain_key_id, wrapped, created_ms FROM domain_key ORDER BY created_ms, domain_key_id",
                row -> new WrappedDomainKey(
                        row.text("domain_key_id"), row.bytes("wrapped"), row.instant("created_ms"))));
    }

    /// Stores a domain key unless there is one. Another node may have made one at the same moment.
    ///
    /// @return whether it was stored
    public boolean addFirstDomainKey(WrappedDomainKey key) {
        return store.write(tx -> {
            if (tx.first("SELECT domain_key_id FROM domain_key LIMIT 1", row -> row.text("domain_key_id")) != null) {
                return false;
            }
            tx.run(
                    "INSERT INTO domain_key (domain_key_id, wrapped, created_ms) VALUES (?, ?, ?)",
                    key.id(),
                    key.wrapped(),
                    key.created());
            return true;
        });
    }
}
