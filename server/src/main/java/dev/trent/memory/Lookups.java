package dev.trent.memory;

import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/// Counts the look-ups of a cache. The counting of hits costs some nanoseconds each, so it can be left out.
final class Lookups {
    private final String name;
    private final @Nullable LongAdder hits;
    private final LongAdder misses = new LongAdder();
    private final LongAdder evictions = new LongAdder();

    Lookups(String name, boolean counted) {
        this.name = name;
        this.hits = counted ? new LongAdder() : null;
    }

    void found() {
        if (hits != null) {
            hits.increment();
        }
    }

    void missed() {
        misses.increment();
    }

    void evicted() {
        evictions.increment();
    }

    CacheFigures figures(int values, long bytes) {
        return new CacheFigures(name, hits == null ? 0 : hits.sum(), misses.sum(), evictions.sum(), values, bytes);
    }
}
