package dev.trent.chores;

import dev.trent.aws.Accidents;
import dev.trent.store.Due;
import dev.trent.store.ForgedRowException;
import dev.trent.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs the chores that are due, one after the other, on one thread.
///
/// The queue is in the database ([Due]), so a restart loses nothing. A chore that fails runs again after a
/// while.
public final class Chores implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Chores.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration RETRY_AFTER = Duration.ofMinutes(1);
    private static final Duration LAST_MAX = Duration.ofSeconds(5);
    private static final int AT_ONCE_MAX = 64;

    /// The limit of rounds. After this many, chores make each other due without end.
    private static final int ROUNDS_MAX = 100_000;

    private final Store store;
    private final InstantSource clock;
    private final Consumer<ForgedRowException> incidents;
    private final Map<String, Chore> byKind = new LinkedHashMap<>();
    private final Map<String, Duration> recurring = new LinkedHashMap<>();
    private final LongAdder ran = new LongAdder();
    private final LongAdder failures = new LongAdder();
    private final Accidents accidents = new Accidents(LOG);
    private final Thread thread;

    /// INVARIANT: only the holder of this lock runs chores. So no chore runs twice at the same time.
    private final ReentrantLock turn = new ReentrantLock();

    private volatile boolean closed;

    /// Makes the runner. It does nothing before [#start].
    ///
    /// @param incidents tells of forged rows
    public Chores(Store store, InstantSource clock, Consumer<ForgedRowException> incidents) {
        this.incidents = incidents;
        this.store = store;
        this.clock = clock;
        this.thread = Thread.ofPlatform().daemon().name("chores").unstarted(this::run);
    }

    /// Registers a kind of chore, before the start.
    public Chores add(String kind, Chore chore) {
        byKind.put(kind, chore);
        return this;
    }

    /// Registers a chore that runs at each start and then repeatedly.
    ///
    /// @param atMost the longest time until the next run. If the clock is set back by more, the chore runs at
    ///     once
    public Chores addRecurring(String kind, Duration atMost, Chore chore) {
        recurring.put(kind, atMost);
        store.write(tx -> {
            new Due(kind, "", clock.instant()).set(tx);
            return kind;
        });
        return add(kind, chore);
    }

    /// Starts the thread.
    public void start() {
        thread.start();
    }

    private void run() {
        while (!closed) {
            boolean more = false;
            try {
                more = performDue() == AT_ONCE_MAX;
            } catch (RuntimeException | AssertionError failure) {
                accidents.outage("What is due cannot be looked for", failure);
            }
            if (!more && !pause()) {
                return;
            }
        }
    }

    private boolean pause() {
        try {
            Thread.sleep(PAUSE);
            return true;
        } catch (InterruptedException closing) {
            return false;
        }
    }

    /// Runs all chores that are due now, and the chores that these make due, until none is due. For a clock
    /// that was moved.
    ///
    /// @return how many of them failed; those run again after a while
    /// @throws IllegalStateException if the runner was closed during this, or if the chores make each other due
    ///     without end
    public int performAllDue() {
        Instant until = clock.instant();
        int failed = 0;
        for (int round = 0; round < ROUNDS_MAX && !closed; round++) {
            Done done = performDue(until);
            failed += done.failed;
            if (done.tried == 0 && !closed) {
                return failed;
            }
        }
        throw new IllegalStateException(
                closed ? "The server ends before all is done that is due." : "Chores make each other due without end.");
    }

    /// Returns how many chores have run since the start, with those that failed.
    public long ran() {
        return ran.sum();
    }

    /// Returns how many chores have failed since the start. Each runs again after a while.
    public long failed() {
        return failures.sum();
    }

    /// @param tried how many chores were due
    private record Done(int tried, int failed) {}

    /// Runs the chores that are due now, and returns how many there were.
    int performDue() {
        return performDue(clock.instant()).tried;
    }

    private Done performDue(Instant until) {
        turn.lock();
        try {
            if (closed) {
                return new Done(0, 0);
            }
            pullBack();
            int tried = 0;
            int failed = 0;
            for (Due one : store.read(tx -> Due.list(tx, until, AT_ONCE_MAX))) {
                if (closed) {
                    break;
                }
                tried++;
                failed += perform(one) ? 0 : 1;
            }
            return new Done(tried, failed);
        } finally {
            turn.unlock();
        }
    }

    /// Makes a recurring chore due now if its time is too far ahead. This happens if the clock was ahead and
    /// was set back.
    private void pullBack() {
        Instant now = clock.instant();
        recurring.forEach((kind, atMost) -> {
            Due set = store.read(tx -> Due.find(tx, kind, ""));
            if (set != null && set.when().isAfter(now.plus(atMost))) {
                settle(set, now);
            }
        });
    }

    /// SAFE: it catches broadly, because the failure of one chore must not stop the others.
    private boolean perform(Due due) {
        boolean well = true;
        Instant next;
        try {
            Chore chore = byKind.get(due.kind());
            // If the kind is unknown, a newer Trent has used this database. The chore stays in the queue for
            // it.
            next = chore == null ? clock.instant().plus(RETRY_AFTER) : chore.perform(due.subject(), clock.instant());
        } catch (ForgedRowException forged) {
            incidents.accept(forged);
            next = clock.instant().plus(RETRY_AFTER);
            well = false;
        } catch (Exception | AssertionError failure) {
            accidents.outage("The chore \"" + due.kind() + "\" failed", failure);
            next = clock.instant().plus(RETRY_AFTER);
            well = false;
        }
        ran.increment();
        if (!well) {
            failures.increment();
        }
        settle(due, next);
        return well;
    }

    private void settle(Due due, @Nullable Instant next) {
        store.write(tx -> {
            // If the chore itself has set its next time, that time stays.
            if (due.take(tx) && next != null) {
                new Due(due.kind(), due.subject(), next).set(tx);
            }
            return due;
        });
    }

    /// Waits for the chore that is running, then ends.
    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        try {
            // If the server's start fails, the thread may not have been started.
            if (thread.isAlive()) {
                thread.join(LAST_MAX);
            }
            // A caller of `performAllDue` may be running a chore.
            if (turn.tryLock(LAST_MAX.toMillis(), TimeUnit.MILLISECONDS)) {
                turn.unlock();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
