package dev.trent.policy;

/// Counts the comparisons of questions to policies. It yields the processor to other threads in between, and
/// ends a question that takes too many steps.
///
/// A step is roughly the comparison of two characters. Policies and values come from callers, and both may be
/// long. One long question must not make other requests wait.
public final class Steps {
    /// About a tenth of a millisecond.
    private static final int BETWEEN_PAUSES = 100_000;

    private final long max;
    private long spent;
    private long nextPause = BETWEEN_PAUSES;

    /// Says that a question took more steps than it may.
    public static final class Exceeded extends RuntimeException {
        private static final long serialVersionUID = 1;

        Exceeded(long max) {
            super("more than " + max + " steps", null, false, false);
        }
    }

    private Steps(long max) {
        this.max = max;
    }

    /// Returns a count without a limit. It is for requests: their policies and values have limits of their own.
    public static Steps unlimited() {
        return new Steps(Long.MAX_VALUE);
    }

    /// Returns a count with a limit.
    ///
    /// @param max the most steps; the next one throws [Exceeded]
    public static Steps atMost(long max) {
        return new Steps(max);
    }

    /// Counts steps.
    ///
    /// @throws Exceeded if there are more than there may be
    @SuppressWarnings("ThreadPriorityCheck") // nothing relies on it: others only wait less
    public void spend(int steps) {
        spent += steps;
        if (spent > max) {
            throw new Exceeded(max);
        }
        if (spent >= nextPause) {
            nextPause = spent + BETWEEN_PAUSES;
            Thread.yield();
        }
    }

    /// Returns how many steps were counted.
    public long spent() {
        return spent;
    }
}
