package dev.trent.chores;

import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// A chore that changes keys. It waits while changes are refused, because its record could not be written then.
///
/// @param fit whether changes are allowed now
public record WhileFit(BooleanSupplier fit, Chore chore) implements Chore {
    private static final Duration AGAIN_AFTER = Duration.ofMinutes(1);

    @Override
    public @Nullable Instant perform(String subject, Instant now) throws Exception {
        return fit.getAsBoolean() ? chore.perform(subject, now) : now.plus(AGAIN_AFTER);
    }
}
