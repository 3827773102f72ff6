package dev.trent.audit;

import dev.trent.aws.Accidents;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The lines that go to disk together, and the callers that wait for them.
final class Batch {
    private static final Logger LOG = LoggerFactory.getLogger(Batch.class);

    private final Lines lines;
    private final CountDownLatch done = new CountDownLatch(1);
    private final List<Consumer<@Nullable JournalException>> told = new ArrayList<>();
    private boolean patient = true;
    private long dueNanos = Long.MAX_VALUE;
    private @Nullable Throwable failure;

    Batch(Lines lines) {
        this.lines = lines;
    }

    /// Adds a line and others that belong to it, unless they no longer fit. They cannot wait.
    boolean add(byte[] bytes, int length, List<Line> others) {
        if (!lines.add(bytes, length, others)) {
            return false;
        }
        patient = false;
        return true;
    }

    /// Adds a line and others that belong to it, unless they no longer fit. They can wait.
    ///
    /// @param due by when they are to be written, on the clock of [System#nanoTime]
    boolean addPatiently(byte[] bytes, int length, List<Line> others, long due) {
        if (!lines.add(bytes, length, others)) {
            return false;
        }
        if (dueNanos == Long.MAX_VALUE || due - dueNanos < 0) {
            dueNanos = due;
        }
        return true;
    }

    /// Returns whether all lines can wait until [#dueNanos()].
    boolean patient() {
        return patient;
    }

    /// Returns by when the lines that can wait are to be written, on the clock of [System#nanoTime].
    long dueNanos() {
        return dueNanos;
    }

    /// Has a callback told how the batch ended.
    void tell(Consumer<@Nullable JournalException> callback) {
        told.add(callback);
    }

    int count() {
        return lines.count();
    }

    /// Returns the lines, for writing them out and for the use of their memory in a later batch.
    Lines lines() {
        return lines;
    }

    /// Releases all waiting callers.
    ///
    /// @param failed null if the lines are on disk
    void finish(@Nullable Throwable failed) {
        failure = failed;
        // The latch wakes one waiter, and each waiter wakes the next from its own carrier. So the whole batch
        // costs one hand-over.
        done.countDown();
        for (Consumer<@Nullable JournalException> callback : told) {
            tell(callback, failed);
        }
    }

    /// SAFE: it catches broadly. A callback that fails must not take the others' answers with it.
    private static void tell(Consumer<@Nullable JournalException> callback, @Nullable Throwable failed) {
        try {
            callback.accept(failed == null ? null : lost(failed));
        } catch (RuntimeException | Error defect) {
            LOG.error("An answer was lost", defect);
        }
    }

    private static JournalException lost(Throwable failed) {
        return new JournalException("The audit log could not be written: " + Accidents.words(failed), failed);
    }

    /// Waits until the lines are on disk or have failed.
    ///
    /// @throws JournalException if the lines are not known to be on disk
    void await() {
        boolean interrupted = false;
        while (true) {
            try {
                done.await();
                break;
            } catch (InterruptedException _) {
                // The line is written even if nobody waits. Only the outcome is reported.
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        if (failure != null) {
            throw lost(failure);
        }
    }
}
