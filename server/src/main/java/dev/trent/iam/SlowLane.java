package dev.trent.iam;

import static dev.trent.aws.AwsError.INVALID_INPUT;
import static dev.trent.aws.AwsError.SERVICE_UNAVAILABLE;
import static dev.trent.aws.AwsError.THROTTLING;

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
import org.jspecify.annotations.Nullable;

/// A few threads of their own for what takes much longer than a request that is decided: questions about
/// policies that the request brings along, with many actions and resources, and answers about all users of an
/// account.
///
/// Made where requests are served, as many of them as there are processors would stop every other request. Here
/// they wait for each other, no account has more than half of the places, and each has a number of steps at
/// which it ends.
public final class SlowLane implements AutoCloseable {
    /// The steps that one question may take: about half a second.
    static final long STEPS_MAX = 200_000_000;

    private final ThreadPoolExecutor threads;
    private final int perAccountMax;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Integer> asking = new HashMap<>();

    /// Starts the threads.
    ///
    /// @param count how many there are
    /// @param waitingMax how many questions may wait for one; the next one is refused
    public SlowLane(int count, int waitingMax) {
        this.threads = new ThreadPoolExecutor(
                count, count, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(waitingMax), new LowPriority("slow-lane"));
        this.perAccountMax = (count + waitingMax + 1) / 2;
    }

    /// Has a question answered and returns the answer, or throws what that threw.
    ///
    /// Errors: Throttling if too many wait already, InvalidInput if it takes too many steps.
    ///
    /// @param account who asks
    <T> T answered(String account, Function<Steps, T> question) {
        enter(account);
        try {
            return await(threads.submit(() -> question.apply(Steps.atMost(STEPS_MAX))));
        } catch (RejectedExecutionException full) {
            throw threads.isShutdown() ? SERVICE_UNAVAILABLE.because("The server is stopping.") : throttled();
        } finally {
            leave(account);
        }
    }

    private static <T> T await(Future<T> answer) {
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

    /// Returns how many questions of an account are answered or wait.
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

    /// Ends the threads; whoever still waits is sent away.
    @Override
    public void close() {
        threads.shutdownNow().forEach(waiting -> ((Future<?>) waiting).cancel(false));
    }
}
