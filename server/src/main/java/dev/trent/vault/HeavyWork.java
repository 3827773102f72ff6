package dev.trent.vault;

import static dev.trent.aws.AwsError.SERVICE_UNAVAILABLE;
import static dev.trent.aws.AwsError.THROTTLING;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A few threads of their own for cryptography that takes longer than about a millisecond.
///
/// A call into a native library holds the processor's carrier thread until it is done: made where requests are
/// served, as many of them as there are processors would stop every other request. Here they wait for each
/// other instead, and whoever would wait too long is told to come again. They step back for the threads that serve
/// requests: those have work for microseconds, and would wait for milliseconds.
final class HeavyWork implements AutoCloseable {
    private final ThreadPoolExecutor threads;

    /// Makes the threads.
    ///
    /// @param name their name
    /// @param waitingMax how many callers may wait; the next one is refused
    HeavyWork(String name, int threads, int waitingMax) {
        this.threads = new ThreadPoolExecutor(
                threads, threads, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(waitingMax), new LowPriority(name));
    }

    /// Has the work done and returns its result, or throws what it threw.
    ///
    /// Errors: ThrottlingException if too many are waiting already.
    <T> T done(Supplier<T> work) {
        FutureTask<T> task = new FutureTask<>(work::get);
        try {
            threads.execute(task);
            return task.get();
        } catch (RejectedExecutionException full) {
            throw THROTTLING.because(
                    "You have exceeded the rate at which you may call KMS. Reduce the frequency of your calls.");
        } catch (InterruptedException stopping) {
            task.cancel(false);
            Thread.currentThread().interrupt();
            throw SERVICE_UNAVAILABLE.because("The server is stopping.");
        } catch (ExecutionException failed) {
            throw rethrown(failed.getCause());
        }
    }

    /// Refuses what comes from now on.
    @Override
    public void close() {
        threads.shutdown();
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
