package dev.trent.gateway;

import dev.trent.aws.AwsException;
import dev.trent.call.Invocation;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Counts each call that has its answer, and shows it to the onlooker, if there is one.
///
/// @param onlooker null for none
record View(InstantSource clock, @Nullable Consumer<Answered> onlooker) {
    /// Shows a call whose caller is unknown.
    void show(Begun begun, String operation, AwsException refusal) {
        begun.ended(refusal);
        if (onlooker != null) {
            onlooker.accept(new Answered(begun.time(), since(begun.time()), null, operation, null, List.of(), refusal));
        }
    }

    /// Shows the call of a proven caller.
    void show(Begun begun, Invocation invocation, @Nullable AwsException refusal) {
        begun.ended(refusal);
        if (onlooker != null) {
            onlooker.accept(Answered.of(invocation, since(invocation.time()), refusal));
        }
    }

    private Duration since(Instant begin) {
        return Duration.between(begin, clock.instant());
    }
}
