package dev.trent.metrics;

import dev.trent.aws.Accidents;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A value that takes long to find, such as a count of rows.
///
/// It is looked for only if somebody asks, by one thread of its own, and not again for a while: at most a
/// hundredth of the time is spent on it. Who asks gets the latest value at once. Only the first who asks waits a
/// moment for the first value.
public final class Sampled<T> {
    private static final Logger LOG = LoggerFactory.getLogger(Sampled.class);
    private static final Duration FIRST_WAIT = Duration.ofSeconds(1);
    private static final int REST = 100;

    private final String what;
    private final long pauseNanos;
    private final Supplier<T> search;
    private final LongSupplier nanos;
    private final Accidents accidents = new Accidents(LOG);
    private final AtomicBoolean searching = new AtomicBoolean();
    private final CountDownLatch first = new CountDownLatch(1);
    private volatile @Nullable T latest;
    private volatile long dueNanos;

    /// Makes a value that nobody has looked for.
    ///
    /// @param what the name of the value, as the beginning of a sentence
    /// @param pause the shortest time between two searches
    /// @param search finds the value; may wait, and may fail
    /// @param nanos a clock that nobody can set, such as [System#nanoTime()]
    public Sampled(String what, Duration pause, Supplier<T> search, LongSupplier nanos) {
        this.what = what;
        this.pauseNanos = pause.toNanos();
        this.search = search;
        this.nanos = nanos;
        this.dueNanos = nanos.getAsLong();
    }

    /// Returns the latest value, and has it looked for again if that is due. Null while it was never found.
    public @Nullable T latest() {
        if (nanos.getAsLong() - dueNanos >= 0 && searching.compareAndSet(false, true)) {
            // A native call of SQLite would hold the carrier of a virtual thread.
            var _ = Thread.ofPlatform().daemon().name("sampled").start(this::look);
        }
        if (latest == null) {
            awaitFirst();
        }
        return latest;
    }

    private void awaitFirst() {
        try {
            var _ = first.await(FIRST_WAIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /// SAFE: it catches broadly, because nobody waits for this thread, and the value is not vital.
    private void look() {
        long begun = nanos.getAsLong();
        try {
            latest = search.get();
        } catch (RuntimeException | AssertionError failure) {
            accidents.outage(what + " cannot be found", failure);
        } finally {
            long ended = nanos.getAsLong();
            dueNanos = ended + Math.max(pauseNanos, (ended - begun) * REST);
            first.countDown();
            searching.set(false);
        }
    }
}
