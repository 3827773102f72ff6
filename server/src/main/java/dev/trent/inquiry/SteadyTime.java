package dev.trent.inquiry;

import java.time.Instant;
import java.util.function.LongSupplier;

/// The time by which old rows are deleted. It runs no faster than the machine's uptime, and it is never ahead of
/// the clock.
///
/// If the clock jumps ahead by mistake, no row is deleted too early. If the jump was right, old rows stay until
/// the machine has run for the same time.
final class SteadyTime {
    private final LongSupplier nanos;
    private Instant last;
    private long read;

    /// @param start a time that is past for certain
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
