package dev.trent.aws;

import java.util.Arrays;
import java.util.concurrent.atomic.LongAdder;

/// Counts values in fixed buckets. Any thread may add a value and waits for nobody.
public final class Histogram {
    private final long[] bounds;
    private final LongAdder[] counts;
    private final LongAdder sum = new LongAdder();

    /// Makes an empty histogram.
    ///
    /// @param bounds the greatest value of each bucket, ascending; one more bucket takes what is greater
    public Histogram(long... bounds) {
        this.bounds = bounds.clone();
        this.counts = new LongAdder[bounds.length + 1];
        Arrays.setAll(counts, _ -> new LongAdder());
    }

    /// Adds a value.
    public void add(long value) {
        int bucket = 0;
        // A few comparisons in a row are faster than a search by halves.
        while (bucket < bounds.length && value > bounds[bucket]) {
            bucket++;
        }
        counts[bucket].increment();
        sum.add(value);
    }

    /// Returns the greatest value of each bucket but the last.
    public long[] bounds() {
        return bounds.clone();
    }

    /// Returns how many values each bucket has, the values without a bound last.
    public long[] counts() {
        return Arrays.stream(counts).mapToLong(LongAdder::sum).toArray();
    }

    /// Returns the sum of all values.
    public long sum() {
        return sum.sum();
    }
}
