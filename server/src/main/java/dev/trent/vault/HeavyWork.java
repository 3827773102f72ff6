package dev.trent.vault;

import static dev.trent.aws.AwsError.SERVICE_UNAVAILABLE;
import static dev.trent.aws.AwsError.THROTTLING;

import dev.trent.aws.AwsException;
import dev.trent.aws.Loop;
import dev.trent.keys.Key;
import dev.trent.keys.KeySpec;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A few threads for cryptography that takes longer than about a millisecond.
///
/// A call into a native library holds the carrier thread of its virtual thread until it returns. Without these
/// threads, as many such calls as there are processors would stop every other request. Here the calls wait for
/// each other, and a caller who would wait too long is refused. The threads have a low priority: the threads of
/// requests need microseconds and should not wait milliseconds for a processor.
///
/// An operation with a key takes milliseconds, and to make a key takes seconds. Operations go first. While keys
/// wait, one key gets its turn after a hundred operations. One thread never makes keys, so no operation waits for
/// a key that is being made. In each of the two queues the accounts share the places and take turns, see
/// [FairQueue].
final class HeavyWork implements AutoCloseable {
    private static final int OPERATIONS_IN_A_ROW_MAX = 100;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final FairQueue operations;
    private final FairQueue generations;
    private final int atOnceMax;
    private final int generatingMax;
    private int operating;
    private int generating;
    private int operationsInARow;
    private boolean madeNoMore;
    private boolean closed;

    /// A job that a thread has taken.
    private record Taken(HeavyJob<?> job, boolean generation) {}

    /// Starts the threads.
    ///
    /// @param atOnceMax how many jobs run at once; if it is one, an operation may still run beside the making of a
    ///     key, on a second thread
    /// @param operationsMax how many callers may wait for operations; the next caller is refused
    /// @param generationsMax how many callers may wait for keys; the next caller is refused
    HeavyWork(int atOnceMax, int operationsMax, int generationsMax) {
        this.operations = new FairQueue(operationsMax);
        this.generations = new FairQueue(generationsMax);
        this.atOnceMax = atOnceMax;
        this.generatingMax = Math.max(1, atOnceMax - 1);
        LowPriority factory = new LowPriority("heavy-work");
        for (int i = 0; i < Math.max(2, atOnceMax); i++) {
            factory.newThread(this::workUntilClosed).start();
        }
    }

    /// Does an operation with a private key: on one of the threads if it is heavy, else on the caller's.
    ///
    /// Errors: ThrottlingException if too many callers wait already.
    <T> T operate(Key key, Supplier<T> operation) {
        return switch (key.spec()) {
            case RSA_3072, RSA_4096 -> operate(key.account(), operation);
            default -> operation.get();
        };
    }

    /// Makes a pair of keys: on one of the threads if that is heavy, else on the caller's.
    ///
    /// Errors: as [#generate(String, Supplier, BooleanSupplier)].
    <T> T generate(String account, KeySpec spec, Supplier<T> generation, BooleanSupplier clientGone) {
        return switch (spec) {
            case RSA_2048, RSA_3072, RSA_4096, ML_KEM_512, ML_KEM_768, ML_KEM_1024 ->
                generate(account, generation, clientGone);
            default -> generation.get();
        };
    }

    /// Does an operation on one of the threads; returns its result or throws its exception.
    ///
    /// Errors: ThrottlingException if too many callers wait already.
    ///
    /// @param account the account that owns the key
    <T> T operate(String account, Supplier<T> operation) {
        HeavyJob<T> job = new HeavyJob<>(account, operation);
        add(job, operations);
        return done(job, operations, () -> false);
    }

    /// Makes a key on one of the threads; returns it or throws the exception.
    ///
    /// Errors: ThrottlingException if too many callers wait already; ServiceUnavailable if the server stops.
    ///
    /// @param account the account that will own the key, or whose key will encrypt it
    /// @param clientGone whether nobody waits for the key any more; then it is not made
    <T> T generate(String account, Supplier<T> generation, BooleanSupplier clientGone) {
        HeavyJob<T> job = new HeavyJob<>(account, generation);
        add(job, generations);
        return done(job, generations, clientGone);
    }

    /// Returns how many callers wait for their work to begin.
    int waiting() {
        lock.lock();
        try {
            return operations.size() + generations.size();
        } finally {
            lock.unlock();
        }
    }

    HeavyFigures figures() {
        lock.lock();
        try {
            return new HeavyFigures(operations.size(), generations.size(), operating + generating);
        } finally {
            lock.unlock();
        }
    }

    /// Refuses to make keys, also for the callers that wait; keys that are being made are finished.
    void stopGenerating() {
        lock.lock();
        try {
            madeNoMore = true;
            generations.drain().forEach(job -> job.refuse(stopping()));
        } finally {
            lock.unlock();
        }
    }

    /// Stops each thread after its present job, and refuses the callers that wait.
    @Override
    public void close() {
        stopGenerating();
        lock.lock();
        try {
            closed = true;
            operations.drain().forEach(job -> job.refuse(stopping()));
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private <T> T done(HeavyJob<T> job, FairQueue queue, BooleanSupplier clientGone) {
        try {
            return job.result(clientGone);
        } finally {
            // A caller that leaves early takes its job out.
            lock.lock();
            try {
                queue.remove(job);
            } finally {
                lock.unlock();
            }
        }
    }

    private void add(HeavyJob<?> job, FairQueue queue) {
        Loop.leave();
        HeavyJob<?> refused;
        lock.lock();
        try {
            if (closed || (madeNoMore && queue == generations)) {
                throw stopping();
            }
            refused = queue.add(job);
            changed.signal();
        } finally {
            lock.unlock();
        }
        if (refused == job) {
            throw tooMany();
        }
        if (refused != null) {
            refused.refuse(tooMany());
        }
    }

    private void workUntilClosed() {
        for (Taken taken = take(); taken != null; taken = take()) {
            taken.job.run();
            end(taken);
        }
    }

    /// Waits for a job; null after the end.
    private @Nullable Taken take() {
        lock.lock();
        try {
            while (!closed) {
                Taken taken = next();
                if (taken != null) {
                    // Another thread may find a job too: an operation beside a key.
                    changed.signal();
                    return taken;
                }
                changed.awaitUninterruptibly();
            }
            return null;
        } finally {
            lock.unlock();
        }
    }

    private @Nullable Taken next() {
        if (isGenerationsTurn()) {
            boolean free = operating + generating < atOnceMax && generating < generatingMax;
            HeavyJob<?> job = free ? generations.poll() : null;
            if (job != null) {
                generating++;
                operationsInARow = 0;
                return new Taken(job, true);
            }
            if (generating == 0) {
                // The key waits for the present operation.
                return null;
            }
        }
        HeavyJob<?> job = operating < atOnceMax ? operations.poll() : null;
        if (job == null) {
            return null;
        }
        operationsInARow = generations.isEmpty() ? 0 : operationsInARow + 1;
        operating++;
        return new Taken(job, false);
    }

    private boolean isGenerationsTurn() {
        return !generations.isEmpty() && (operations.isEmpty() || operationsInARow >= OPERATIONS_IN_A_ROW_MAX);
    }

    private void end(Taken taken) {
        lock.lock();
        try {
            operating -= taken.generation ? 0 : 1;
            generating -= taken.generation ? 1 : 0;
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    private static AwsException tooMany() {
        return THROTTLING.because(
                "You have exceeded the rate at which you may call KMS. Reduce the frequency of your calls.");
    }

    private static AwsException stopping() {
        return SERVICE_UNAVAILABLE.because("The server is stopping.");
    }
}
