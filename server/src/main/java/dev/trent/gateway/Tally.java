package dev.trent.gateway;

import dev.trent.aws.AwsException;
import dev.trent.aws.Histogram;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/// Counts the calls of one operation, by their ending and by the time they took.
///
/// An endpoint has its tally at hand, so a call looks nothing up. Nothing here names a caller or a key.
public final class Tally {
    /// The service and the operation of a call that names no operation of this server, or whose caller is unknown.
    public static final String UNKNOWN = "unknown";

    private static final long MICROSECOND = 1_000;

    private static final long[] BOUNDS_MICROSECONDS = {
        250,
        500,
        1_000,
        2_500,
        5_000,
        10_000,
        25_000,
        50_000,
        100_000,
        250_000,
        500_000,
        1_000_000,
        2_500_000,
        10_000_000
    };

    private final String service;
    private final String operation;
    private final Map<Ending, LongAdder> endings = new EnumMap<>(Ending.class);
    private final Histogram nanos = new Histogram(
            Arrays.stream(BOUNDS_MICROSECONDS).map(bound -> bound * MICROSECOND).toArray());

    Tally(String service, String operation) {
        this.service = service;
        this.operation = operation;
        for (Ending ending : Ending.values()) {
            endings.put(ending, new LongAdder());
        }
    }

    /// Counts a call that has its answer.
    ///
    /// @param refusal null if the call succeeded
    /// @param took how long it took until its answer could leave, in nanoseconds
    void count(@Nullable AwsException refusal, long took) {
        count(refusal);
        nanos.add(took);
    }

    /// Counts a call that was refused before its time was taken.
    void count(@Nullable AwsException refusal) {
        of(Ending.of(refusal)).increment();
    }

    /// Returns the signing name of the service, such as `kms`, or [#UNKNOWN].
    public String service() {
        return service;
    }

    /// Returns the name of the operation, or [#UNKNOWN].
    public String operation() {
        return operation;
    }

    /// Returns how many calls ended in a way.
    public long count(Ending ending) {
        return of(ending).sum();
    }

    /// Returns how long the calls took, in nanoseconds.
    public Histogram nanos() {
        return nanos;
    }

    /// Returns whether there was any call.
    public boolean any() {
        return endings.values().stream().anyMatch(count -> count.sum() > 0);
    }

    private LongAdder of(Ending ending) {
        return Objects.requireNonNull(endings.get(ending));
    }
}
