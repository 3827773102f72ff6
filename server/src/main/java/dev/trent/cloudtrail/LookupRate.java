package dev.trent.cloudtrail;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.trent.aws.AwsError;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/// The most look-ups per second of an account: in a Region, as with AWS, and five times as many in all
/// Regions. There is no end of Regions.
///
/// An account has a token bucket with the look-ups of one second, and one for each Region that it asks in.
/// Memory is bounded: the buckets of an account may be forgotten, and those that replace them are full. What
/// an account asks takes no bucket from another account.
///
/// Source:
/// [LookupEvents](https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_LookupEvents.html).
public final class LookupRate {
    private static final int ACCOUNTS_MAX = 4_096;
    private static final int REGIONS_AT_ONCE = 5;
    private static final long SECOND_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final int rate;
    private final LongSupplier nanos;
    private final Cache<String, Buckets> accounts =
            Caffeine.newBuilder().maximumSize(ACCOUNTS_MAX).build();

    /// Makes the limit.
    ///
    /// @param rate look-ups per second; 0 for no limit
    /// @param nanos a clock in nanoseconds that never goes back
    public LookupRate(int rate, LongSupplier nanos) {
        this.rate = rate;
        this.nanos = nanos;
    }

    /// Counts a look-up.
    ///
    /// Errors: ThrottlingException.
    void admit(String account, String region) {
        if (rate > 0 && !accounts.get(account, _ -> new Buckets()).admit(region, nanos.getAsLong(), rate)) {
            throw AwsError.THROTTLING.because("Rate exceeded");
        }
    }

    /// The buckets of an account.
    private static final class Buckets {
        /// How long it takes until each bucket is full again, from a moment on.
        private final Map<String, Long> missing = new HashMap<>();

        private long missingOfAll;
        private long at;
        private boolean begun;

        /// Takes a token of the Region and one of the account, if there are both.
        synchronized boolean admit(String region, long now, int rate) {
            long passed = begun ? Math.max(0, now - at) : 0;
            at = begun ? at + passed : now;
            begun = true;
            missingOfAll = Math.max(0, missingOfAll - passed);
            // A full bucket needs no memory. So there are as many as tokens that the account has taken lately.
            missing.values().removeIf(nanos -> nanos <= passed);
            missing.replaceAll((_, nanos) -> nanos - passed);
            long ofRegion = missing.getOrDefault(region, 0L) + SECOND_NANOS / rate;
            long ofAll = missingOfAll + SECOND_NANOS / rate / REGIONS_AT_ONCE;
            if (ofRegion > SECOND_NANOS || ofAll > SECOND_NANOS) {
                return false;
            }
            missing.put(region, ofRegion);
            missingOfAll = ofAll;
            return true;
        }
    }
}
