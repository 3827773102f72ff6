package dev.trent.memory;

import dev.trent.aws.Loop;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/// One kind of values in the memory that all caches share; made by [Memory].
///
/// INVARIANT: one thread at a time loads a value, and the removal of a key waits for that thread. So a value
/// that was read before a change is gone when the removal after the change returns.
public final class SharedCache<K, V> {
    /// The bytes of a slot without its key and value: the slot itself, the map's node, and its parts of the
    /// map's table and of the account's holding.
    private static final int SLOT_BYTES = 160;

    private final Memory memory;
    private final Nature<K, V> nature;
    private final Lookups lookups;
    private final ConcurrentHashMap<K, Slot<K, V>> slots = new ConcurrentHashMap<>();
    private final @Nullable Groups<K> groups;

    /// The bytes of its values. [Memory] guards them with its lock.
    private long valueBytes;

    /// The properties of the cached values.
    ///
    /// @param groupOf returns the group of a key; null if there are no groups
    record Nature<K, V>(
            BiFunction<K, V, String> accountOf,
            ToLongFunction<V> bytesOf,
            Consumer<V> evicted,
            @Nullable Function<K, ?> groupOf) {}

    SharedCache(Memory memory, Nature<K, V> nature, Lookups lookups) {
        this.memory = memory;
        this.nature = nature;
        this.lookups = lookups;
        this.groups = nature.groupOf == null ? null : new Groups<>(nature.groupOf);
    }

    /// Returns the value of a key if it is here. Takes no lock.
    public @Nullable V getIfPresent(K key) {
        Slot<K, V> slot = slots.get(key);
        V value = slot == null ? null : slot.value();
        if (value != null) {
            lookups.found();
        }
        return value;
    }

    /// Returns the value of a key, and loads it if it is not here. Null if there is no value; the null is not
    /// remembered.
    ///
    /// Other callers wait while one loads. An exception of `load` goes to the loading caller; the others then
    /// load themselves. A [Loop] neither loads nor waits: it leaves.
    public @Nullable V get(K key, Function<? super K, ? extends @Nullable V> load) {
        while (true) {
            V present = getIfPresent(key);
            if (present != null) {
                return present;
            }
            Loop.leave();
            Slot<K, V> fresh = new Slot<>(this, key);
            Slot<K, V> there = slots.putIfAbsent(key, fresh);
            if (there == null) {
                return load(fresh, load);
            }
            present = there.await();
            if (present != null) {
                return present;
            }
        }
    }

    private @Nullable V load(Slot<K, V> slot, Function<? super K, ? extends @Nullable V> load) {
        V value = null;
        lookups.missed();
        added(slot);
        try {
            value = load.apply(slot.key());
        } finally {
            if (value == null) {
                slots.remove(slot.key(), slot);
                removed(slot);
            }
            slot.end(value);
        }
        if (value != null) {
            take(slot, value);
        }
        return value;
    }

    /// Keeps a value, and replaces an earlier value of the key.
    public void put(K key, V value) {
        lookups.missed();
        Slot<K, V> slot = new Slot<>(this, key, value);
        Slot<K, V> former = slots.put(key, slot);
        added(slot);
        if (former != null) {
            memory.release(former);
        }
        take(slot, value);
    }

    private void take(Slot<K, V> slot, V value) {
        memory.take(slot, nature.accountOf.apply(slot.key(), value), bytes(value));
    }

    /// Changes a value in place if it is here. If the value is being loaded, this waits for it.
    public void change(K key, Consumer<V> change) {
        Loop.leave();
        Slot<K, V> slot = slots.get(key);
        V value = slot == null ? null : slot.await();
        if (slot != null && value != null) {
            change.accept(value);
            memory.reweigh(slot, bytes(value));
        }
    }

    /// Removes a value and returns it; null if there is none. If the value is being loaded, this waits for it.
    public @Nullable V remove(K key) {
        Loop.leave();
        Slot<K, V> slot = slots.remove(key);
        if (slot == null) {
            return null;
        }
        V value = slot.await();
        removed(slot);
        memory.release(slot);
        return value;
    }

    /// Returns whether there is a value of a group, or a value of it is being loaded. Takes no lock.
    public boolean hasGroup(Object group) {
        return !grouped().of(group).isEmpty();
    }

    /// Removes the values of all keys of a group. The work depends on the size of the group only. If a value is
    /// being loaded, this waits for it.
    ///
    /// @param removed gets each removed value
    public void removeGroup(Object group, Consumer<? super V> removed) {
        for (K key : grouped().of(group)) {
            V value = remove(key);
            if (value != null) {
                removed.accept(value);
            }
        }
    }

    /// Returns the number of groups with a value.
    int groups() {
        return grouped().size();
    }

    private Groups<K> grouped() {
        if (groups == null) {
            throw new AssertionError("this cache has no groups");
        }
        return groups;
    }

    private void added(Slot<K, V> slot) {
        if (groups != null) {
            groups.add(slot.key());
        }
    }

    private void removed(Slot<K, V> slot) {
        if (groups != null) {
            groups.remove(slot.key(), slots::containsKey);
        }
    }

    void evict(Slot<K, V> slot) {
        V value = slot.value();
        if (slots.remove(slot.key(), slot)) {
            lookups.evicted();
            removed(slot);
            if (value != null) {
                nature.evicted.accept(value);
            }
        }
    }

    /// Adds to the bytes of its values. [Memory] holds its lock.
    void weighed(long difference) {
        valueBytes += difference;
    }

    /// Returns how it is doing. [Memory] holds its lock.
    CacheFigures figures() {
        return lookups.figures(slots.size(), valueBytes);
    }

    private long bytes(V value) {
        return SLOT_BYTES + nature.bytesOf.applyAsLong(value);
    }
}
