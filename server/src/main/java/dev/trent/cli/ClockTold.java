package dev.trent.cli;

import dev.trent.wire.WireName;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// What `/_trent/clock` answers.
///
/// @param now Trent's time, in ISO 8601
/// @param offset how far it is ahead of the time of the machine, in ISO 8601
record ClockTold(
        @WireName("now") String now, @WireName("offset") String offset) {
    static ClockTold of(MovableClock clock) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return new ClockTold(now.toString(), MovableClock.iso(clock.ahead()));
    }
}
