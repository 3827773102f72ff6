package dev.trent.kms;

import static java.util.Objects.requireNonNull;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.trent.aws.AwsError;
import dev.trent.call.Invocation;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The most requests per second of an account in a Region, for each [RequestGroup]. The caller's account is
/// counted.
///
/// Each group has a token bucket with the requests of one second. To take a token is one compare-and-set, so no
/// thread waits. Memory is bounded: a bucket may be forgotten, and the bucket that replaces it is full.
public final class RequestQuotas {
    private static final int PLACES_MAX = 4_096;
    private static final long SECOND_NANOS = TimeUnit.SECONDS.toNanos(1);

    private static final String EXCEEDED =
            "You have exceeded the rate at which you may call KMS. Reduce the frequency of your calls.";

    private final boolean ofAws;
    private final Map<RequestGroup, Integer> ofAll = new EnumMap<>(RequestGroup.class);
    private final Map<String, Map<RequestGroup, Integer>> ofAccount = new HashMap<>();
    private final LongSupplier nanos;
    private final Cache<Place, Map<RequestGroup, AtomicLong>> buckets =
            Caffeine.newBuilder().maximumSize(PLACES_MAX).build();

    private record Place(String account, String region) {}

    /// A rate that the operator sets, such as `symmetric=50`, `111122223333:CreateKey=1` or `rsa=off`.
    ///
    /// @param account null for every account
    /// @param group a name of [RequestGroup]
    /// @param rate requests per second; 0 for no quota
    public record Rate(@Nullable String account, String group, int rate) {
        private static final Pattern FORM = Pattern.compile("(?:(\\d{12}):)?([A-Za-z0-9-]+)=(off|[1-9]\\d{0,8})");

        /// Reads a rate.
        ///
        /// @throws IllegalArgumentException with a sentence that names the allowed forms
        public static Rate parse(String text) {
            Matcher form = FORM.matcher(text);
            if (!form.matches()) {
                throw new IllegalArgumentException(
                        "'" + text + "' is not a quota such as symmetric=50, CreateKey=off or 111122223333:rsa=20");
            }
            String group = form.group(2);
            if (RequestGroup.named(group) == null) {
                throw new IllegalArgumentException("'" + group + "' is no group of requests; there are "
                        + String.join(", ", RequestGroup.names()));
            }
            String rate = form.group(3);
            return new Rate(form.group(1), group, rate.equals("off") ? 0 : Integer.parseInt(rate));
        }
    }

    /// Makes the quotas.
    ///
    /// @param ofAws whether AWS's rates apply if no other rate is set
    /// @param nanos a clock in nanoseconds that never goes back
    public RequestQuotas(boolean ofAws, List<Rate> rates, LongSupplier nanos) {
        this.ofAws = ofAws;
        this.nanos = nanos;
        for (Rate rate : rates) {
            RequestGroup group = RequestGroup.named(rate.group);
            if (group == null) {
                throw new AssertionError(rate);
            }
            (rate.account == null
                            ? ofAll
                            : ofAccount.computeIfAbsent(rate.account, _ -> new EnumMap<>(RequestGroup.class)))
                    .put(group, rate.rate);
        }
    }

    /// Counts a request.
    ///
    /// Errors: ThrottlingException.
    public void admit(Invocation call, Record request) {
        RequestGroup group = RequestGroup.of(call.event().name(), request);
        if (group == null) {
            return;
        }
        Place place = new Place(call.caller().account(), call.region());
        int rate = rate(place, group);
        if (rate > 0 && !take(bucket(place, group), SECOND_NANOS / rate)) {
            throw AwsError.THROTTLING.because(EXCEEDED);
        }
    }

    private int rate(Place place, RequestGroup group) {
        Map<RequestGroup, Integer> own = ofAccount.get(place.account);
        Integer rate = own == null ? null : own.get(group);
        if (rate == null) {
            rate = ofAll.get(group);
        }
        return rate != null ? rate : ofAws ? group.rate(place.region) : 0;
    }

    private AtomicLong bucket(Place place, RequestGroup group) {
        return requireNonNull(buckets.get(place, _ -> full()).get(group));
    }

    private Map<RequestGroup, AtomicLong> full() {
        long now = nanos.getAsLong();
        Map<RequestGroup, AtomicLong> full = new EnumMap<>(RequestGroup.class);
        for (RequestGroup group : RequestGroup.values()) {
            full.put(group, new AtomicLong(now));
        }
        return Map.copyOf(full);
    }

    /// Takes a token, if there is one. A bucket is stored as the time at which it is full again.
    private boolean take(AtomicLong fullAt, long tokenNanos) {
        long now = nanos.getAsLong();
        while (true) {
            long seen = fullAt.get();
            long missing = Math.max(0, seen - now) + tokenNanos;
            if (missing > SECOND_NANOS) {
                return false;
            }
            if (fullAt.compareAndSet(seen, now + missing)) {
                return true;
            }
        }
    }
}
