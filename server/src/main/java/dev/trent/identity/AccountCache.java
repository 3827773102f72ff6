package dev.trent.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/// What was read of accounts, each under the version that its account had before the reading; a change of
/// the account outdates all of it at once.
final class AccountCache<T> {
    private final AccountStore store;
    private final Cache<String, Read<T>> cache;

    private record Read<T>(String account, long version, T value) {}

    /// @param cachedMax how many values are kept in memory; a large one counts as several
    /// @param weight how many usual values a value counts as, at least one
    AccountCache(AccountStore store, int cachedMax, ToIntFunction<T> weight) {
        this.store = store;
        this.cache = Caffeine.newBuilder()
                .maximumWeight(cachedMax)
                .<String, Read<T>>weigher((_, read) -> weight.applyAsInt(read.value))
                .build();
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
        // INVARIANT: before the reading. A change that commits after this line makes the value count as outdated.
        long version = store.version(account);
        T value = load.apply(key);
        if (value == null) {
            cache.invalidate(key);
        } else {
            cache.put(key, new Read<>(account, version, value));
        }
        return value;
    }
}
