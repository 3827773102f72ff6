package dev.trent.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MomentTest {

    @ParameterizedTest
    @CsvSource({
        "2026-11-23T10:20:30Z, 2026-11-23T10:20:30Z",
        "2026-11-23t10:20:30z, 2026-11-23T10:20:30Z",
        "2026-11-23T10:20:30, 2026-11-23T10:20:30Z",
        "2026-11-23T10:20:30.25Z, 2026-11-23T10:20:30.25Z",
        "2026-11-23T10:20:30.123456789+02:30, 2026-11-23T07:50:30.123456789Z",
        "2026-11-23T10:20-08:00, 2026-11-23T18:20:00Z",
        "2026-11-23T10+01, 2026-11-23T09:00:00Z",
        "2026-11-23, 2026-11-23T00:00:00Z",
        "2026-11, 2026-11-01T00:00:00Z",
        "2026T, 2026-01-01T00:00:00Z",
        "-0001-01, -0001-01-01T00:00:00Z",
        "2024-02-29, 2024-02-29T00:00:00Z",
        "1700000000, 2023-11-14T22:13:20Z",
        "1700000000.5, 2023-11-14T22:13:20.5Z",
        "0, 1970-01-01T00:00:00Z",
    })
    void a_date_is_read(String text, Instant instant) {
        assertThat(Moment.parse(text)).isEqualTo(new Moment(instant.getEpochSecond(), instant.getNano()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "soon",
                "2026-13-01",
                "2026-00-01",
                "2026-11-31",
                "2025-02-29",
                "2026-11-23T24:00:00Z",
                "2026-11-23T10:60Z",
                "2026-11-23T10:20:60Z",
                "2026-11-23 10:20",
                "2026-11-23T10:20:30.Z",
                "2026-11-23T10:20:30.1234567890Z",
                "2026-11-23T10:20:30+1",
                "2026-11-23T10:20:30+24",
                "2026-11-23T10:20:30+01:60",
                "2026-11-23T10:20:30ZZ",
                "2026-11-23-01",
                "9223372036854775808",
                "99999999999999999999",
                "--1",
                "1.",
                "+1",
                "-",
                "T",
                "2026-11-23T:20",
                "292278994-01"
            })
    void what_is_no_date_is_not_read(String text) {
        assertThat(Moment.parse(text)).isNull();
    }

    @Test
    void moments_are_ordered_across_notations() {
        assertThat(Moment.parse("9223372036854775807")).isGreaterThan(Moment.parse("292278993-12-31"));
        assertThat(Moment.parse("2026-01-01T00:00:00.1Z")).isGreaterThan(Moment.parse("2026-01-01"));
        assertThat(Moment.parse("-0001-01")).isLessThan(Moment.parse("0"));
    }

    @Test
    void random_dates_are_read_as_java_time_reads_them() {
        long seed = 7;
        Random random = new Random(seed);
        for (int i = 0; i < 10_000; i++) {
            Instant instant = Instant.ofEpochSecond(
                    random.nextLong(-50_000_000_000L, 200_000_000_000L), random.nextInt(1_000_000_000));
            OffsetDateTime written =
                    instant.atOffset(ZoneOffset.ofHoursMinutes(random.nextInt(18), random.nextInt(60)));
            assertThat(Moment.parse(written.toString()))
                    .as("seed %d, %s", seed, written)
                    .isEqualTo(new Moment(instant.getEpochSecond(), instant.getNano()));
        }
    }
}
