package dev.trent.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Which records a trail gets.
class TrailTest {
    private static final Instant NOON = Instant.parse("2026-11-30T12:00:00Z");
    private static final Trail FRESH = Trail.fresh(
            "111122223333",
            "eu-central-1",
            "audit",
            new Trail.Place("audit-files", null),
            new Trail.Scope(true, true, Trail.ReadWrite.All, true, List.of()),
            true,
            NOON);

    private static boolean gets(Trail trail, Instant time, String log, long seq) {
        RecordFacts facts = new RecordFacts(time.toString(), "kms.amazonaws.com", "eu-central-1", true, "111122223333");
        return trail.gets(facts, new TrailPoint(log, seq));
    }

    @Test
    void a_clock_that_goes_back_hides_no_record() {
        Trail started = FRESH.started(NOON, new TrailPoint("log", 7));
        Instant before = NOON.minusSeconds(3600);
        assertThat(gets(started, before, "log", 8)).isTrue();
        assertThat(gets(started, NOON.plusSeconds(9), "log", 7)).isFalse();

        Trail stopped = started.stopped(before, new TrailPoint("log", 20));
        assertThat(gets(stopped, NOON, "log", 20)).isTrue();
        assertThat(gets(stopped, before, "log", 21)).isTrue();
        assertThat(gets(stopped, NOON, "log", 21)).isFalse();
    }

    @Test
    void in_another_log_the_time_of_a_record_tells() {
        Trail started = FRESH.started(NOON, new TrailPoint("log", 7));
        assertThat(gets(started, NOON, "other", 1)).isTrue();
        assertThat(gets(started, NOON.minusSeconds(1), "other", 8)).isFalse();
    }
}
