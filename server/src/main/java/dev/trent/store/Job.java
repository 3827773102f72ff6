package dev.trent.store;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// One change on its way: its work, and the future that its caller waits for.
final class Job<R extends @Nullable Object> {
    private final Function<Tx, R> work;
    private final CompletableFuture<R> outcome = new CompletableFuture<>();

    // The result of the last attempt. Only the writer uses it.
    private @Nullable R result;
    private @Nullable Throwable failure;
    private List<Changes.Numbered> changes = List.of();
    private List<Runnable> afterCommit = List.of();

    Job(Function<Tx, R> work) {
        this.work = work;
    }

    /// Does the work and numbers its changes. The caller ends the transaction.
    @Nullable
    Void attempt(Tx tx) {
        result = null;
        failed(null);
        result = work.apply(tx);
        changes = tx.numbered();
        afterCommit = tx.committed();
        return null;
    }

    /// Notes why the last attempt has stored nothing.
    void failed(@Nullable Throwable why) {
        failure = why;
        changes = List.of();
        afterCommit = List.of();
    }

    /// Notes that it is not certain whether the last attempt is stored.
    void unconfirmed(UnconfirmedException why) {
        if (failure == null) {
            failure = why;
            afterCommit = List.of();
        }
    }

    boolean hasFailed() {
        return failure != null;
    }

    /// Tells the followers of the changes, then releases the waiting caller.
    ///
    /// SAFE: it catches broadly, because a failure must not end the thread that every change waits for.
    @SuppressWarnings("NullAway") // a result is null only where R is nullable
    void finish(Changes followers) {
        try {
            if (failure != null) {
                followers.doubt(changes);
            }
            followers.tell(changes);
        } catch (RuntimeException | Error accident) {
            failure = accident;
        }
        afterCommit.forEach(Runnable::run);
        if (failure != null) {
            outcome.completeExceptionally(failure);
        } else {
            outcome.complete(result);
        }
    }

    /// Waits for the outcome, even after an interrupt, because the caller must learn whether its change is
    /// stored.
    R await() {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return outcome.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } catch (ExecutionException e) {
            throw unwrapped(e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /// Returns the exception of the work. It is unchecked, because the work is a function.
    private static RuntimeException unwrapped(ExecutionException failure) {
        if (failure.getCause() instanceof Error error) {
            throw error;
        }
        if (failure.getCause() instanceof RuntimeException e) {
            return e;
        }
        throw new AssertionError("The work threw a checked exception.", failure);
    }
}
