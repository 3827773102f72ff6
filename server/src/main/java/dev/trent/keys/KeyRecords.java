package dev.trent.keys;

import dev.trent.memory.Memory;
import dev.trent.store.Store;

/// The stored keys with their materials, aliases, tags and grants.
public record KeyRecords(Keys keys, Materials materials, Aliases aliases, Tags tags, Grants grants, KeyUses uses)
        implements AutoCloseable {
    /// Makes the room's views of a store.
    ///
    /// @param memory keeps the facts that were read
    /// @param quotas the quotas of keys, aliases and grants
    public static KeyRecords of(Store store, Memory memory, KeyQuotas quotas) {
        return new KeyRecords(
                new Keys(store, memory, quotas.keys()),
                new Materials(store),
                new Aliases(store, memory, quotas.aliasesPerKey()),
                new Tags(store, memory),
                new Grants(store, memory, quotas.grantsPerKey()),
                new KeyUses(store));
    }

    /// Stores the uses of keys that are only in memory.
    @Override
    public void close() {
        uses.close();
    }
}
