package dev.trent.inquiry;

import java.time.Instant;
import java.util.function.LongSupplier;

/// A time to delete by: it goes on no faster than the machine does, and is never ahead of the clock.
///
/// So a clock that jumps ahead makes nothing old that is needed once it is set right. Where the clock was right
/// to jump, what is old stays until the machine has run for as long.
final class SteadyTime {
    private final LongSupplier nanos;
    private Instant last;
    private long read;

    /// @param start a time that has come, whatever the clock says
    /// @param nanos counts the nanoseconds since some moment, without ever jumping
    SteadyTime(Instant start, LongSupplier nanos) {
        this.nanos = nanos;
        this.last = start;
        this.read = nanos.getAsLong();
    }

    /// Returns the time.
    ///
    /// @param clock what the clock says
    Instant at(Instant clock) {
        long now = nanos.getAsLong();
        Instant steady = last.plusNanos(now - read);
        read = now;
        last = clock.isBefore(steady) ? clock : steady;
        return last;
    }
}
