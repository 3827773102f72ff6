package dev.trent.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Limits how often somebody can guess a secret: the code of a second factor, which has a million values, or the
/// present password of a user.
///
/// The first wrong guesses in a row cost nothing. After each further one, no guess is accepted for a time that doubles
/// up to a quarter of an hour. A restart forgets the wrong guesses.
public final class Patience {
    private static final int FREE_FAILURES = 5;
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(30);
    private static final int DOUBLINGS_MAX = 5;
    private static final int OWNERS_MAX = 100_000;

    private final Cache<String, Failures> failures =
            Caffeine.newBuilder().maximumSize(OWNERS_MAX).build();

    private record Failures(int count, Instant until) {}

    /// Returns whether a guess may be looked at. It counts as wrong until it is told to be right, so guesses at the
    /// same time are counted each.
    ///
    /// @param owner the id of the device or the user
    public boolean admits(String owner, Instant now) {
        boolean[] open = new boolean[1];
        var _ = failures.asMap().compute(owner, (_, known) -> {
            open[0] = known == null || !now.isBefore(known.until);
            return open[0] ? next(known, now) : known;
        });
        return open[0];
    }

    /// Notes that the last guess was right.
    public void succeeded(String owner) {
        failures.invalidate(owner);
    }

    private static Failures next(@Nullable Failures known, Instant now) {
        int count = known == null ? 1 : known.count + 1;
        if (count < FREE_FAILURES) {
            return new Failures(count, now);
        }
        int doublings = Math.min(count - FREE_FAILURES, DOUBLINGS_MAX);
        return new Failures(count, now.plus(FIRST_PAUSE.multipliedBy(1L << doublings)));
    }
}
