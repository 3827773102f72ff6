package dev.trent.inquiry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trent.store.Store;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How long explanations are kept, whatever the clock does.
class DenialLogTest {
    private static final Instant START = Instant.parse("2026-11-24T01:02:03.004Z");

    private final AtomicLong uptime = new AtomicLong(Long.MAX_VALUE - 5);
    private Store store;

    @BeforeEach
    void open(@TempDir Path folder) {
        store = Store.open("jdbc:sqlite:" + folder.resolve("trent.db"));
    }

    @AfterEach
    void close() {
        store.close();
    }

    /// Returns the id of a denial that one process keeps and nothing else, once it has swept.
    private String keptBy(DenialLog log, Instant time) {
        String id = log.keep(new Explanation(
                UUID.randomUUID().toString(),
                false,
                false,
                "111122223333",
                "AIDATRENTEXAMPLEUSER1",
                "arn:aws:iam::111122223333:user/ann",
                "kms:Encrypt",
                "*",
                "denied",
                "request",
                "eu-central-1",
                new Explanation.Side("{}", ""),
                null,
                null,
                time));
        log.sweep(time);
        return id == null ? "" : id;
    }

    private @Nullable Explanation found(DenialLog log, String id) {
        return log.find(id);
    }

    private void runFor(Duration time) {
        uptime.addAndGet(time.toNanos());
    }

    @Test
    void a_clock_that_jumps_ahead_deletes_nothing_also_if_the_machine_restarts_with_it() {
        DenialLog before = new DenialLog(store, uptime::get);
        String first = keptBy(before, START);
        DenialLog ahead = new DenialLog(store, uptime::get);
        keptBy(ahead, START.plus(Duration.ofDays(3)));
        runFor(Duration.ofMinutes(2));
        keptBy(ahead, START.plus(Duration.ofDays(30)));
        DenialLog after = new DenialLog(store, uptime::get);
        assertThat(found(after, first)).isNotNull();
    }

    @Test
    void an_explanation_goes_when_the_clock_and_the_machine_both_say_that_it_is_old() {
        DenialLog before = new DenialLog(store, uptime::get);
        String first = keptBy(before, START);
        runFor(Duration.ofDays(2));
        String second = keptBy(before, START.plus(Duration.ofDays(2)));
        assertThat(found(before, first)).isNotNull();
        runFor(Duration.ofHours(2));
        String third = keptBy(before, START.plus(Duration.ofHours(50)));
        DenialLog after = new DenialLog(store, uptime::get);
        assertThat(found(after, first)).isNull();
        assertThat(found(after, second)).isNotNull();
        assertThat(found(after, third)).isNotNull();
    }

    @Test
    void the_time_to_delete_by_is_never_ahead_of_the_clock() {
        SteadyTime steady = new SteadyTime(START, uptime::get);
        runFor(Duration.ofHours(1));
        assertThat(steady.at(START.plus(Duration.ofDays(1)))).isEqualTo(START.plus(Duration.ofHours(1)));
        runFor(Duration.ofHours(1));
        assertThat(steady.at(START)).isEqualTo(START);
        runFor(Duration.ofHours(1));
        assertThat(steady.at(START.plus(Duration.ofDays(1)))).isEqualTo(START.plus(Duration.ofHours(1)));
    }
}
