package dev.trent.identity;

import dev.trent.aws.Footprint;
import dev.trent.memory.Memory;
import dev.trent.memory.SharedCache;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/// Facts of accounts in memory. Each has the version that its account had before the reading. A change of the
/// account outdates all its facts at once.
final class AccountCache<T> {
    private static final int KEY_BYTES = 320;

    private final AccountStore store;
    private final SharedCache<String, Read<T>> cache;

    private record Read<T>(String account, long version, T value) {}

    /// @param name what is kept, for the operator
    /// @param bytes how many bytes of the heap a value takes
    AccountCache(String name, AccountStore store, Memory memory, ToLongFunction<T> bytes) {
        this.store = store;
        this.cache = memory.cache(
                name,
                (_, read) -> read.account,
                read -> KEY_BYTES + Footprint.object(5) + Footprint.text(read.account) + bytes.applyAsLong(read.value));
    }

    /// Returns the value of a key, from memory or from the database; null, which is not remembered, if
    /// there is none.
    ///
    /// @param accountOf returns the account that a key belongs to, always the same for a key; null if it is
    ///     unknown
    /// @param load reads the value
    @Nullable
    T find(String key, Function<String, @Nullable String> accountOf, Function<String, @Nullable T> load) {
        Read<T> known = cache.getIfPresent(key);
        if (known != null && known.version == store.version(known.account)) {
            return known.value;
        }
        String account = known != null ? known.account : accountOf.apply(key);
        if (account == null) {
            return null;
        }
        // INVARIANT: the version is taken before the reading. A change that commits after this line outdates
        // the value.
        long version = store.version(account);
        T value = load.apply(key);
        if (value == null) {
            var _ = cache.remove(key);
        } else {
            cache.put(key, new Read<>(account, version, value));
        }
        return value;
    }
}
