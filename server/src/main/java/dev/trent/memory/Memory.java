package dev.trent.memory;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/// The memory that all caches share, bounded in bytes.
///
/// INVARIANT: if the memory is full, the account that holds most loses the values that it has not asked for the
/// longest. So an account with an equal share or less never loses a value to another account. An account that
/// is alone has all the memory.
///
/// A look-up that finds a value takes no lock. Adding or removing a value holds the lock for about a
/// microsecond.
public final class Memory {
    /// A value larger than this part of the memory is not kept: it would push out too many others.
    private static final int VALUE_PARTS = 2;

    private final long bytesMax;
    private final boolean counted;
    private final List<SharedCache<?, ?>> caches = new CopyOnWriteArrayList<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Holding> holdings = new HashMap<>();
    private final TreeSet<Holding> byBytes =
            new TreeSet<>(Comparator.comparingLong(Holding::bytes).thenComparing(Holding::account));
    private final LongAdder taken = new LongAdder();
    private long bytes;

    /// Makes the memory.
    ///
    /// @param bytesMax the most bytes of the heap for all kept values together
    public Memory(long bytesMax) {
        this(bytesMax, false);
    }

    /// Makes the memory.
    ///
    /// @param bytesMax the most bytes of the heap for all kept values together
    /// @param counted whether the look-ups of its caches are counted
    public Memory(long bytesMax, boolean counted) {
        this.bytesMax = bytesMax;
        this.counted = counted;
    }

    /// Makes a cache in this memory.
    ///
    /// @param name what is kept, for the operator: a few words with hyphens
    /// @param accountOf returns the account that pays for a value
    /// @param bytesOf returns the bytes of the heap that a value takes, its key included: see
    ///     [dev.trent.aws.Footprint]
    public <K, V> SharedCache<K, V> cache(String name, BiFunction<K, V, String> accountOf, ToLongFunction<V> bytesOf) {
        return cache(name, accountOf, bytesOf, _ -> {});
    }

    /// As [#cache(String, BiFunction, ToLongFunction)].
    ///
    /// @param evicted called with each value that gives way, but not with a value that is removed
    public <K, V> SharedCache<K, V> cache(
            String name, BiFunction<K, V, String> accountOf, ToLongFunction<V> bytesOf, Consumer<V> evicted) {
        return kept(name, new SharedCache.Nature<>(accountOf, bytesOf, evicted, null));
    }

    /// As [#cache(String, BiFunction, ToLongFunction, Consumer)], with groups: see [SharedCache#removeGroup].
    ///
    /// @param groupOf returns the group of a key, whose bytes `bytesOf` adds to those of the value
    public <K, V> SharedCache<K, V> grouped(
            String name,
            Function<K, ?> groupOf,
            BiFunction<K, V, String> accountOf,
            ToLongFunction<V> bytesOf,
            Consumer<V> evicted) {
        return kept(name, new SharedCache.Nature<>(accountOf, bytesOf, evicted, groupOf));
    }

    private <K, V> SharedCache<K, V> kept(String name, SharedCache.Nature<K, V> nature) {
        SharedCache<K, V> cache = new SharedCache<>(this, nature, new Lookups(name, counted));
        caches.add(cache);
        return cache;
    }

    /// Returns how each cache is doing, for the operator.
    public List<CacheFigures> figures() {
        lock.lock();
        try {
            return caches.stream().map(SharedCache::figures).toList();
        } finally {
            lock.unlock();
        }
    }

    /// Returns how many values were added since the start. Each of them was read, opened or compiled before.
    public long taken() {
        return taken.sum();
    }

    /// Returns the most bytes that the values may take.
    public long bytesMax() {
        return bytesMax;
    }

    /// Returns how many bytes the values take.
    public long bytes() {
        lock.lock();
        try {
            return bytes;
        } finally {
            lock.unlock();
        }
    }

    /// Adds a value, and removes others if the memory is too full.
    void take(Slot<?, ?> slot, String account, long slotBytes) {
        taken.increment();
        if (slotBytes > bytesMax / VALUE_PARTS) {
            release(slot);
            slot.evict();
            return;
        }
        List<Slot<?, ?>> victims = List.of();
        lock.lock();
        try {
            if (slot.gone) {
                return;
            }
            Holding holding = holdings.computeIfAbsent(account, Holding::new);
            holding.append(slot);
            slot.holding = holding;
            weigh(slot, slotBytes);
            if (bytes > bytesMax) {
                victims = victims(slot);
            }
        } finally {
            lock.unlock();
        }
        // This is outside the lock, because the removal of a value from a cache may wait for a load there.
        victims.forEach(Slot::evict);
    }

    /// Weighs a changed value again.
    void reweigh(Slot<?, ?> slot, long slotBytes) {
        List<Slot<?, ?>> victims = List.of();
        lock.lock();
        try {
            if (slot.gone || slot.holding == null) {
                return;
            }
            weigh(slot, slotBytes);
            if (slotBytes > bytesMax / VALUE_PARTS) {
                forget(slot);
                victims = List.of(slot);
            } else if (bytes > bytesMax) {
                victims = victims(slot);
            }
        } finally {
            lock.unlock();
        }
        victims.forEach(Slot::evict);
    }

    /// Removes a value that its cache does not have any more.
    void release(Slot<?, ?> slot) {
        lock.lock();
        try {
            forget(slot);
        } finally {
            lock.unlock();
        }
    }

    private List<Slot<?, ?>> victims(Slot<?, ?> staying) {
        List<Slot<?, ?>> victims = new ArrayList<>();
        @Nullable Holding holding = byBytes.last();
        while (bytes > bytesMax && holding != null) {
            Slot<?, ?> victim = holding.victim(staying);
            if (victim == null) {
                holding = byBytes.lower(holding);
            } else {
                forget(victim);
                victims.add(victim);
                holding = byBytes.isEmpty() ? null : byBytes.last();
            }
        }
        return victims;
    }

    private void forget(Slot<?, ?> slot) {
        slot.gone = true;
        Holding holding = slot.holding;
        if (holding != null) {
            holding.unlink(slot);
            weigh(slot, 0);
            slot.holding = null;
        }
    }

    /// Sets the weight of a slot, and keeps its holding at the right place among all holdings.
    private void weigh(Slot<?, ?> slot, long slotBytes) {
        Holding holding = slot.holding;
        if (holding == null) {
            throw new AssertionError("a value that nobody holds has no weight");
        }
        long difference = slotBytes - slot.bytes;
        byBytes.remove(holding);
        holding.weigh(difference);
        bytes += difference;
        slot.weighed(difference);
        slot.bytes = slotBytes;
        if (holding.isEmpty()) {
            holdings.remove(holding.account());
        } else {
            byBytes.add(holding);
        }
    }
}
