package dev.trent.iam;

import static dev.trent.aws.AwsError.INVALID_INPUT;
import static dev.trent.aws.AwsError.SERVICE_UNAVAILABLE;
import static dev.trent.aws.AwsError.THROTTLING;

import dev.trent.identity.PasswordLane;
import dev.trent.policy.Steps;
import dev.trent.vault.LowPriority;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A few threads for questions that take much longer than a normal request: simulations of policies in the
/// request, with many actions and resources, and reports about all users of an account. The hashes of passwords have
/// a lane of their own.
///
/// On the threads that serve requests, as many such questions as there are processors would stop all other
/// requests. Here they only wait for each other. No account has more than half of the places, and each question
/// has a limit of steps.
public final class SlowLane implements PasswordLane, AutoCloseable {
    /// The steps that one question may take: about half a second.
    static final long STEPS_MAX = 200_000_000;

    private final ThreadPoolExecutor threads;
    private final int perAccountMax;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Integer> asking = new HashMap<>();

    /// Starts the threads.
    ///
    /// @param count the number of threads
    /// @param waitingMax how many questions may wait for a thread; further ones are refused
    public SlowLane(int count, int waitingMax) {
        this.threads = new ThreadPoolExecutor(
                count, count, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(waitingMax), new LowPriority("slow-lane"));
        this.perAccountMax = (count + waitingMax + 1) / 2;
    }

    /// Answers a question on one of the threads and returns the answer. An exception of the question is thrown
    /// here.
    ///
    /// Errors: Throttling if too many wait already, InvalidInput if it takes too many steps.
    ///
    /// @param account the account that asks
    <T extends @Nullable Object> T answered(String account, Function<Steps, T> question) {
        enter(account);
        try {
            return await(threads.submit(() -> question.apply(Steps.atMost(STEPS_MAX))));
        } catch (RejectedExecutionException full) {
            throw threads.isShutdown() ? SERVICE_UNAVAILABLE.because("The server is stopping.") : throttled();
        } finally {
            leave(account);
        }
    }

    @Override
    public <T extends @Nullable Object> T done(String sharer, Supplier<T> work) {
        return answered(sharer, _ -> work.get());
    }

    /// Returns how many questions wait for a thread.
    public int waiting() {
        return threads.getQueue().size();
    }

    private static <T extends @Nullable Object> T await(Future<T> answer) {
        try {
            return answer.get();
        } catch (CancellationException closing) {
            throw SERVICE_UNAVAILABLE.because("The server is stopping.");
        } catch (InterruptedException interrupted) {
            answer.cancel(false);
            Thread.currentThread().interrupt();
            throw SERVICE_UNAVAILABLE.because("The server is stopping.");
        } catch (ExecutionException failed) {
            throw rethrown(failed.getCause());
        }
    }

    private static RuntimeException rethrown(@Nullable Throwable cause) {
        return switch (cause) {
            case Steps.Exceeded _ ->
                INVALID_INPUT.because("The policies, actions, resources and context entries take more than " + STEPS_MAX
                        + " comparisons. Ask about fewer of them in one request.");
            case RuntimeException refusal -> refusal;
            case Error error -> throw error;
            case null, default -> throw new AssertionError("a function threw a checked exception", cause);
        };
    }

    private void enter(String account) {
        lock.lock();
        try {
            if (asking.getOrDefault(account, 0) >= perAccountMax) {
                throw throttled();
            }
            asking.merge(account, 1, Integer::sum);
        } finally {
            lock.unlock();
        }
    }

    private void leave(String account) {
        lock.lock();
        try {
            asking.computeIfPresent(account, (_, count) -> count == 1 ? null : count - 1);
        } finally {
            lock.unlock();
        }
    }

    /// Returns how many questions of an account are in work or waiting.
    int asking(String account) {
        lock.lock();
        try {
            return asking.getOrDefault(account, 0);
        } finally {
            lock.unlock();
        }
    }

    private static RuntimeException throttled() {
        return THROTTLING.because("Rate exceeded");
    }

    /// Ends the threads. Waiting questions are refused.
    @Override
    public void close() {
        threads.shutdownNow().forEach(waiting -> ((Future<?>) waiting).cancel(false));
    }
}
