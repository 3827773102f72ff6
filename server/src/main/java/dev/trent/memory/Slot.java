package dev.trent.memory;

import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/// A place in a cache: without a value while the value is loaded, then with it.
///
/// Only [Memory] reads and changes the account, the bytes, the neighbours and the mark for a removed slot,
/// under its lock.
final class Slot<K, V> {
    private final SharedCache<K, V> cache;
    private final K key;
    private volatile @Nullable V value;
    private volatile @Nullable CountDownLatch loading;

    /// Whether there was a look-up since the search last passed over this slot. Races between writers of this
    /// flag do no harm.
    private boolean touched;

    @Nullable
    Holding holding;

    long bytes;
    boolean gone;

    @Nullable
    Slot<?, ?> older;

    @Nullable
    Slot<?, ?> newer;

    /// Makes the place of a value that is about to be loaded.
    Slot(SharedCache<K, V> cache, K key) {
        this.cache = cache;
        this.key = key;
        this.loading = new CountDownLatch(1);
    }

    /// Makes the place of a value.
    Slot(SharedCache<K, V> cache, K key, V value) {
        this.cache = cache;
        this.key = key;
        this.value = value;
    }

    K key() {
        return key;
    }

    /// Returns the value; null while it is loaded.
    @Nullable
    V value() {
        V present = value;
        if (present != null && !touched) {
            touched = true;
        }
        return present;
    }

    /// Ends the loading.
    ///
    /// @param loaded null if there is no value
    void end(@Nullable V loaded) {
        value = loaded;
        CountDownLatch waited = loading;
        loading = null;
        if (waited != null) {
            waited.countDown();
        }
    }

    /// Waits until the value is loaded and returns it; null if there is none.
    @Nullable
    V await() {
        CountDownLatch waited = loading;
        boolean interrupted = false;
        while (waited != null) {
            try {
                waited.await();
                waited = null;
            } catch (InterruptedException _) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return value;
    }

    /// Returns whether there was a look-up since the last call of this method.
    boolean wasTouched() {
        boolean was = touched;
        touched = false;
        return was;
    }

    /// Adds to the bytes of its cache. [Memory] holds its lock.
    void weighed(long difference) {
        cache.weighed(difference);
    }

    /// Removes the slot from its cache, after it was chosen to give way.
    void evict() {
        cache.evict(this);
    }
}
