package dev.trent.vault;

import static dev.trent.aws.AwsError.SERVICE_UNAVAILABLE;

import dev.trent.aws.AwsException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Work that one thread does and another thread, the caller's, waits for.
///
/// A result that nobody takes is closed, because it may be a secret.
final class HeavyJob<T> {
    /// How often a waiting caller checks whether its client is still connected.
    private static final long LOOK_MILLIS = 250;

    private final String account;
    private final FutureTask<T> task;
    private volatile @Nullable AwsException refusal;

    /// The result of the work; only the thread that does the work reads this field.
    private @Nullable T made;

    /// @param account the account that the work is for
    HeavyJob(String account, Supplier<T> work) {
        this.account = account;
        this.task = new FutureTask<>(() -> {
            T result = work.get();
            made = result;
            return result;
        });
    }

    String account() {
        return account;
    }

    /// Does the work; skips it if nobody waits for it any more.
    void run() {
        task.run();
        if (task.isCancelled()) {
            close(made);
        }
        made = null;
    }

    /// Refuses the caller; work that has begun goes on, and its result is dropped.
    void refuse(AwsException because) {
        refusal = because;
        task.cancel(false);
    }

    /// Waits for the result and returns it; throws the exception of the work, or the refusal.
    ///
    /// Errors: ServiceUnavailable if the client is gone or the thread is interrupted.
    T result(BooleanSupplier clientGone) {
        try {
            while (true) {
                try {
                    return task.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
                } catch (TimeoutException _) {
                    if (clientGone.getAsBoolean()) {
                        throw left("The client has closed its connection.");
                    }
                }
            }
        } catch (CancellationException _) {
            AwsException because = refusal;
            if (because == null) {
                throw new AssertionError("work was cancelled without a reason");
            }
            throw because;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw left("The server is stopping.");
        } catch (ExecutionException failed) {
            throw rethrown(failed.getCause());
        }
    }

    private AwsException left(String why) {
        if (!task.cancel(false) && task.state() == FutureTask.State.SUCCESS) {
            close(task.resultNow());
        }
        return SERVICE_UNAVAILABLE.because(why);
    }

    private static void close(@Nullable Object result) {
        if (result instanceof AutoCloseable secret) {
            try {
                secret.close();
            } catch (Exception impossible) {
                throw new AssertionError("a secret cannot be zeroed", impossible);
            }
        }
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
