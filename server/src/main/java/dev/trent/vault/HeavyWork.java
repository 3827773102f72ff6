package dev.trent.vault;

import static dev.trent.aws.AwsError.SERVICE_UNAVAILABLE;
import static dev.trent.aws.AwsError.THROTTLING;

import dev.trent.aws.AwsException;
import dev.trent.keys.Key;
import dev.trent.keys.KeySpec;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A few threads of their own for cryptography that takes longer than about a millisecond.
///
/// A call into a native library holds the processor's carrier thread until it is done: made where requests are
/// served, as many of them as there are processors would stop every other request. Here they wait for each
/// other instead, and whoever would wait too long is told to come again. The threads step back for those that
/// serve requests: those have work for microseconds, and would wait for milliseconds.
///
/// Operations with keys, which take milliseconds, go before the making of keys, which takes seconds; but where
/// keys wait to be made, one gets its turn after a hundred operations. No operation ever waits for a key that
/// is being made: one thread never makes keys. In each of the two queues the accounts share the places and take
/// turns, see [FairQueue].
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
    /// @param atOnceMax how much is done at once. Where that is one, an operation is done beside the making of
    ///     a key all the same: there are two threads then.
    /// @param operationsMax how many callers may wait for operations; the next one is refused
    /// @param generationsMax how many may wait for keys
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

    /// Does an operation with a private key and returns its result: on one of the threads if it is heavy, else
    /// here.
    ///
    /// Errors: ThrottlingException if too many are waiting already.
    <T> T operate(Key key, Supplier<T> operation) {
        return switch (key.spec()) {
            case RSA_3072, RSA_4096 -> operate(key.account(), operation);
            default -> operation.get();
        };
    }

    /// Makes a pair of keys and returns it: on one of the threads if that is heavy, else here.
    ///
    /// Errors: as [#generate(String, Supplier, BooleanSupplier)].
    <T> T generate(String account, KeySpec spec, Supplier<T> generation, BooleanSupplier clientGone) {
        return switch (spec) {
            case RSA_2048, RSA_3072, RSA_4096, ML_KEM_512, ML_KEM_768, ML_KEM_1024 ->
                generate(account, generation, clientGone);
            default -> generation.get();
        };
    }

    /// Has an operation with a key done and returns its result, or throws what it threw.
    ///
    /// Errors: ThrottlingException if too many are waiting already.
    ///
    /// @param account whose key it is
    <T> T operate(String account, Supplier<T> operation) {
        HeavyJob<T> job = new HeavyJob<>(account, operation);
        add(job, operations);
        return done(job, operations, () -> false);
    }

    /// Has a key made and returns it, or throws what that threw.
    ///
    /// Errors: ThrottlingException if too many are waiting already; ServiceUnavailable if the server is
    /// stopping.
    ///
    /// @param account whose key it will be, or whose key will encrypt it
    /// @param clientGone whether nobody waits for the key any more: then it is not made
    <T> T generate(String account, Supplier<T> generation, BooleanSupplier clientGone) {
        HeavyJob<T> job = new HeavyJob<>(account, generation);
        add(job, generations);
        return done(job, generations, clientGone);
    }

    /// Returns how many callers wait for their work to be begun.
    int waiting() {
        lock.lock();
        try {
            return operations.size() + generations.size();
        } finally {
            lock.unlock();
        }
    }

    /// Makes no more keys but those that are being made; whoever waits for one is sent away.
    void stopGenerating() {
        lock.lock();
        try {
            madeNoMore = true;
            generations.drain().forEach(job -> job.refuse(stopping()));
        } finally {
            lock.unlock();
        }
    }

    /// Ends the threads when they have done what they are at; whoever still waits is sent away.
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
            // Whoever leaves early leaves no work behind.
            lock.lock();
            try {
                queue.remove(job);
            } finally {
                lock.unlock();
            }
        }
    }

    private void add(HeavyJob<?> job, FairQueue queue) {
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

    /// Waits for work; null when there will be none.
    private @Nullable Taken take() {
        lock.lock();
        try {
            while (!closed) {
                Taken taken = next();
                if (taken != null) {
                    // There may be work for another thread too: an operation beside a key.
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
                // It waits for the operation that is being done.
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
