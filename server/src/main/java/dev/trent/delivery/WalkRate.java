package dev.trent.delivery;

import dev.trent.aws.AwsError;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/// The most walks through the folders of a bucket per second and account: each looks at the
/// folders of all accounts.
///
/// An account has a token bucket with the walks of one second. Memory is bounded: a bucket may be forgotten, and
/// the bucket that replaces it is full.
final class WalkRate {
    private static final int ACCOUNTS_MAX = 4_096;
    private static final long SECOND_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final long tokenNanos;
    private final LongSupplier nanos;

    /// When the bucket of each account is full again, the one that was not used for the longest time first.
    private final Map<String, Long> fullAt = new LinkedHashMap<>(16, 0.75f, true);

    /// @param rate walks per second
    /// @param nanos a clock in nanoseconds that never goes back
    WalkRate(int rate, LongSupplier nanos) {
        this.tokenNanos = SECOND_NANOS / rate;
        this.nanos = nanos;
    }

    /// Counts a walk.
    ///
    /// Errors: ThrottlingException.
    synchronized void admit(String account) {
        long now = nanos.getAsLong();
        long missing = Math.max(0, fullAt.getOrDefault(account, now) - now) + tokenNanos;
        if (missing > SECOND_NANOS) {
            throw AwsError.THROTTLING.because("Rate exceeded");
        }
        fullAt.put(account, now + missing);
        if (fullAt.size() > ACCOUNTS_MAX) {
            fullAt.remove(fullAt.keySet().iterator().next());
        }
    }
}
