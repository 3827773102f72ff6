package dev.trent.cloudtrail;

import static dev.trent.aws.AwsError.SERVICE_UNAVAILABLE;
import static dev.trent.aws.AwsError.THROTTLING;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/// Lets a few look-ups run at once; the others wait for their turn. A look-up may compute for a second, and
/// other requests need the processors too.
///
/// Of one account only one look-up runs, or waits for the whole server, at a time. So the accounts take turns.
/// Few callers may wait: the next caller is refused, but the first caller of an account always has a place.
final class LookupTurns {
    static final int OF_ACCOUNT_MAX = 4;
    static final int CALLERS_MAX = 64;
    private static final int AT_ONCE_MAX = 2;

    private final Semaphore running;
    private final ReentrantLock lock = new ReentrantLock();

    // Guarded by the lock.
    private final Map<String, Turn> turns = new HashMap<>();
    private int callers;

    /// The look-ups of an account.
    private static final class Turn {
        private final Semaphore first = new Semaphore(1, true);

        // Guarded by the lock.
        private int callers;
    }

    /// @param processors how many processors the server has; look-ups leave half of them to others
    LookupTurns(int processors) {
        this.running = new Semaphore(Math.clamp(processors / 2, 1, AT_ONCE_MAX), true);
    }

    /// Does a look-up when it is its turn, on the caller's thread.
    ///
    /// Errors: ThrottlingException if too many callers wait already.
    <T> T inTurn(String account, Supplier<T> lookup) {
        Turn turn = enter(account);
        try {
            return with(turn.first, () -> with(running, lookup));
        } finally {
            leave(account, turn);
        }
    }

    private static <T> T with(Semaphore semaphore, Supplier<T> work) {
        try {
            semaphore.acquire();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw SERVICE_UNAVAILABLE.because("The server is stopping.");
        }
        try {
            return work.get();
        } finally {
            semaphore.release();
        }
    }

    private Turn enter(String account) {
        lock.lock();
        try {
            Turn turn = turns.get(account);
            if (turn != null && (turn.callers >= OF_ACCOUNT_MAX || callers >= CALLERS_MAX)) {
                throw THROTTLING.because("Rate exceeded");
            }
            if (turn == null) {
                turn = new Turn();
                turns.put(account, turn);
            }
            turn.callers++;
            callers++;
            return turn;
        } finally {
            lock.unlock();
        }
    }

    private void leave(String account, Turn turn) {
        lock.lock();
        try {
            callers--;
            turn.callers--;
            if (turn.callers == 0) {
                turns.remove(account);
            }
        } finally {
            lock.unlock();
        }
    }

    /// Returns how many accounts wait for the look-ups of others.
    int waiting() {
        return running.getQueueLength();
    }

    /// Returns how many look-ups of an account run or wait.
    int callers(String account) {
        lock.lock();
        try {
            Turn turn = turns.get(account);
            return turn == null ? 0 : turn.callers;
        } finally {
            lock.unlock();
        }
    }
}
