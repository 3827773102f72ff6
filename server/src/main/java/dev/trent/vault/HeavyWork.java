package dev.trent.vault;

import static dev.trent.aws.AwsError.SERVICE_UNAVAILABLE;
import static dev.trent.aws.AwsError.THROTTLING;

import dev.trent.aws.AwsException;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A few threads of their own for cryptography that takes longer than about a millisecond.
///
/// A call into a native library holds the processor's carrier thread until it is done: made where requests are
/// served, as many of them as there are processors would stop every other request. Here they wait for each
/// other instead, and whoever would wait too long is told to come again. The threads step back for those that serve
/// requests: those have work for microseconds, and would wait for milliseconds.
///
/// Operations with keys, which take milliseconds, go before the making of keys, which takes seconds; but where
/// keys wait to be made, one gets its turn after a hundred operations. Of several threads one never makes keys.
/// No account may take more than half of the places to wait, so that none shuts out all others by itself.
final class HeavyWork implements AutoCloseable {
    private static final int OPERATIONS_IN_A_ROW_MAX = 100;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Waiting operations;
    private final Waiting generations;
    private final int generatingMax;
    private int generating;
    private int operationsInARow;
    private boolean closed;

    /// Work that waits, and the account that it is for.
    private record Job(FutureTask<?> task, String account) {}

    /// Those who wait for one kind of work, in the order in which they came.
    private record Waiting(Queue<Job> jobs, int max) {
        Waiting(int max) {
            this(new ArrayDeque<>(), max);
        }

        boolean isEmpty() {
            return jobs.isEmpty();
        }

        /// Returns whether no more may wait, or no more of one account: that has half of the places at most.
        boolean isFull(String account) {
            return jobs.size() == max
                    || jobs.stream().filter(job -> job.account.equals(account)).count() >= (max + 1) / 2;
        }
    }

    /// Starts the threads.
    ///
    /// @param operationsMax how many callers may wait for operations; the next one is refused
    /// @param generationsMax how many may wait for keys
    HeavyWork(int threads, int operationsMax, int generationsMax) {
        this.operations = new Waiting(operationsMax);
        this.generations = new Waiting(generationsMax);
        this.generatingMax = Math.max(1, threads - 1);
        LowPriority factory = new LowPriority("heavy-work");
        for (int i = 0; i < threads; i++) {
            factory.newThread(this::workUntilClosed).start();
        }
    }

    /// Has an operation with a key done and returns its result, or throws what it threw.
    ///
    /// Errors: ThrottlingException if too many are waiting already.
    ///
    /// @param account whose key it is
    <T> T operate(String account, Supplier<T> operation) {
        return done(account, operation, operations);
    }

    /// Has a key made and returns it, or throws what that threw.
    ///
    /// Errors: ThrottlingException if too many are waiting already.
    ///
    /// @param account whose key it will be, or whose key will encrypt it
    <T> T generate(String account, Supplier<T> generation) {
        return done(account, generation, generations);
    }

    /// Returns how many callers wait for their work to be begun.
    int waiting() {
        lock.lock();
        try {
            return operations.jobs.size() + generations.jobs.size();
        } finally {
            lock.unlock();
        }
    }

    /// Ends the threads when they have done what they are at; whoever still waits is sent away.
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            operations.jobs.forEach(job -> job.task.cancel(false));
            generations.jobs.forEach(job -> job.task.cancel(false));
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private <T> T done(String account, Supplier<T> work, Waiting waiting) {
        FutureTask<T> task = new FutureTask<>(work::get);
        add(new Job(task, account), waiting);
        try {
            return task.get();
        } catch (CancellationException closing) {
            throw stopping();
        } catch (InterruptedException interrupted) {
            task.cancel(false);
            Thread.currentThread().interrupt();
            throw stopping();
        } catch (ExecutionException failed) {
            throw rethrown(failed.getCause());
        }
    }

    private void add(Job job, Waiting waiting) {
        lock.lock();
        try {
            if (closed) {
                throw stopping();
            }
            if (waiting.isFull(job.account)) {
                throw THROTTLING.because(
                        "You have exceeded the rate at which you may call KMS. Reduce the frequency of your calls.");
            }
            waiting.jobs.add(job);
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    private void workUntilClosed() {
        while (true) {
            Job job = null;
            boolean generation = false;
            lock.lock();
            try {
                while (job == null && !closed) {
                    generation = isGenerationsTurn();
                    job = (generation ? generations : operations).jobs.poll();
                    if (job == null) {
                        changed.awaitUninterruptibly();
                    }
                }
                if (job == null) {
                    return;
                }
                operationsInARow = generation || generations.isEmpty() ? 0 : operationsInARow + 1;
                generating += generation ? 1 : 0;
            } finally {
                lock.unlock();
            }
            job.task.run();
            if (generation) {
                generationDone();
            }
        }
    }

    private boolean isGenerationsTurn() {
        return generating < generatingMax
                && !generations.isEmpty()
                && (operations.isEmpty() || operationsInARow >= OPERATIONS_IN_A_ROW_MAX);
    }

    private void generationDone() {
        lock.lock();
        try {
            generating--;
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    private static AwsException stopping() {
        return SERVICE_UNAVAILABLE.because("The server is stopping.");
    }

    private static RuntimeException rethrown(@Nullable Throwable cause) {
        if (cause instanceof Error error) {
            throw error;
        }
        if (cause instanceof RuntimeException refusal) {
            return refusal;
        }
        throw new AssertionError("a supplier threw a checked exception", cause);
    }
}
