package dev.trent.cli;

import dev.trent.wire.WireName;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// The answer of `/_trent/clock`.
///
/// @param now Trent's time, in ISO 8601
/// @param offset how far Trent's time is ahead of the machine's time, in ISO 8601
record ClockTold(
        @WireName("now") String now, @WireName("offset") String offset) {
    static ClockTold of(MovableClock clock) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return new ClockTold(now.toString(), MovableClock.iso(clock.ahead()));
    }
}
