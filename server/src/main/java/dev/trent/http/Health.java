package dev.trent.http;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Knows whether the process should get requests, from the latest answer to its check.
///
/// A separate thread asks twice a second. A reader never waits, because the question itself may wait seconds
/// for a database. An overdue answer counts as not ready.
public final class Health implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Health.class);
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final long FRESH_NANOS = Duration.ofMillis(1500).toNanos();

    private final BooleanSupplier check;
    private final LongSupplier nanoClock;
    private final Thread thread;
    private volatile Known known = new Known(false, 0);

    private record Known(boolean well, long nanos) {}

    /// Makes a check that nobody has asked for yet.
    ///
    /// @param nanoClock a clock that nobody can set, such as [System#nanoTime()]
    Health(BooleanSupplier check, LongSupplier nanoClock) {
        this.check = check;
        this.nanoClock = nanoClock;
        this.thread = Thread.ofPlatform().daemon().name("health").unstarted(this::watch);
    }

    /// Checks once, and from then on in the background.
    ///
    /// @param check whether the process should get requests; may block
    public static Health watching(BooleanSupplier check) {
        Health health = new Health(check, System::nanoTime);
        health.ask();
        health.thread.start();
        return health;
    }

    /// Returns whether the last answer was good and is recent.
    public boolean ready() {
        Known latest = known;
        return latest.well && nanoClock.getAsLong() - latest.nanos <= FRESH_NANOS;
    }

    /// Asks now.
    void ask() {
        boolean well;
        try {
            well = check.getAsBoolean();
        } catch (RuntimeException broken) {
            LOG.error("The check of health failed", broken);
            well = false;
        }
        // Its age counts from the answer, not from the question: a slow but good answer is a good one.
        known = new Known(well, nanoClock.getAsLong());
    }

    private void watch() {
        try {
            while (true) {
                Thread.sleep(PAUSE);
                ask();
            }
        } catch (InterruptedException stopped) {
            // The server has stopped.
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
