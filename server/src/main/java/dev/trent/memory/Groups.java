package dev.trent.memory;

import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The keys of a cache by their group, so that a group is found without a walk through the cache.
///
/// INVARIANT: a key with a slot has its place here before the loading of its value begins, and until the slot is
/// gone.
final class Groups<K> {
    private final Function<K, ?> groupOf;
    private final ConcurrentHashMap<Object, List<K>> keys = new ConcurrentHashMap<>();

    Groups(Function<K, ?> groupOf) {
        this.groupOf = groupOf;
    }

    /// Adds a key whose slot is there.
    void add(K key) {
        var _ = keys.merge(groupOf.apply(key), List.of(key), Groups::with);
    }

    private static <K> List<K> with(List<K> there, List<K> added) {
        return there.contains(added.getFirst())
                ? there
                : Stream.concat(there.stream(), added.stream()).toList();
    }

    /// Removes a key whose slot was removed, unless it has another slot by now: that one was added before or will
    /// be.
    void remove(K key, Predicate<K> hasSlot) {
        var _ = keys.computeIfPresent(
                groupOf.apply(key), (_, there) -> hasSlot.test(key) ? there : without(there, key));
    }

    private static <K> @Nullable List<K> without(List<K> there, K key) {
        List<K> left = there.stream().filter(each -> !each.equals(key)).toList();
        return left.isEmpty() ? null : left;
    }

    /// Returns the keys of a group.
    List<K> of(Object group) {
        return keys.getOrDefault(group, List.of());
    }

    /// Returns the number of groups.
    int size() {
        return keys.size();
    }
}
