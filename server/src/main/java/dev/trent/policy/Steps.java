package dev.trent.policy;

import dev.trent.aws.Loop;

/// Counts the comparisons during the evaluation of policies. It yields the processor to other threads from time
/// to time, and stops an evaluation that takes too many steps. On a [Loop] it does not yield: the evaluation
/// leaves, because other connections wait for the loop itself.
///
/// A step is about one comparison of two characters. Callers choose policies and values, and both may be long.
/// One long evaluation must not make other requests wait.
public final class Steps {
    /// About a tenth of a millisecond.
    private static final int BETWEEN_PAUSES = 100_000;

    private final long max;
    private long spent;
    private long nextPause = BETWEEN_PAUSES;

    /// An evaluation took more steps than its limit.
    public static final class Exceeded extends RuntimeException {
        private static final long serialVersionUID = 1;

        Exceeded(long max) {
            super("more than " + max + " steps", null, false, false);
        }
    }

    private Steps(long max) {
        this.max = max;
    }

    /// Returns a counter without a limit. It is for requests, because their policies and values have limits of
    /// their own.
    public static Steps unlimited() {
        return new Steps(Long.MAX_VALUE);
    }

    /// Returns a counter with a limit.
    ///
    /// @param max the most steps; the next one throws [Exceeded]
    public static Steps atMost(long max) {
        return new Steps(max);
    }

    /// Counts steps.
    ///
    /// @throws Exceeded if the limit is exceeded
    @SuppressWarnings("ThreadPriorityCheck") // nothing relies on it: others only wait less
    public void spend(int steps) {
        spent += steps;
        if (spent > max) {
            throw new Exceeded(max);
        }
        if (spent >= nextPause) {
            Loop.leave();
            nextPause = spent + BETWEEN_PAUSES;
            Thread.yield();
        }
    }

    /// Returns the number of counted steps.
    public long spent() {
        return spent;
    }
}
