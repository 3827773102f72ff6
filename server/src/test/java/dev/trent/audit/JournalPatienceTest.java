package dev.trent.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Lines that can wait for others.
@Timeout(60)
class JournalPatienceTest {
    private static byte[] line(String text) {
        return ("{\"text\":\"" + text + "\"}\n").getBytes(StandardCharsets.UTF_8);
    }

    private static void appendPatiently(Journal journal, String text, Duration patience, CountDownLatch told) {
        byte[] bytes = line(text);
        assertThat(journal.append(bytes, bytes.length, List.of(), patience.toNanos(), lost -> {
                    assertThat(lost).isNull();
                    told.countDown();
                }))
                .isTrue();
    }

    @Test
    void a_line_that_can_wait_is_written_when_its_time_is_over() throws Exception {
        FailingDisk disk = new FailingDisk();
        try (Journal journal = Journal.open(disk)) {
            for (Duration patience : List.of(Duration.ZERO, Duration.ofMillis(2), Duration.ZERO)) {
                CountDownLatch told = new CountDownLatch(2);
                appendPatiently(journal, "first of " + disk.durable.size(), patience, told);
                appendPatiently(journal, "second of " + disk.durable.size(), patience, told);
                told.await();
            }
            assertThat(disk.durable).hasSize(6);
        }
    }

    @Test
    void the_line_that_can_wait_least_decides() throws Exception {
        FailingDisk disk = new FailingDisk();
        try (Journal journal = Journal.open(disk)) {
            CountDownLatch told = new CountDownLatch(2);
            appendPatiently(journal, "patient", Duration.ofHours(1), told);
            appendPatiently(journal, "less patient", Duration.ofMillis(1), told);
            told.await();
            assertThat(disk.durable).containsExactlyInAnyOrder("patient", "less patient");
        }
    }

    @Test
    void lines_that_can_wait_go_with_those_that_cannot() throws Exception {
        FailingDisk disk = new FailingDisk();
        try (Journal journal = Journal.open(disk)) {
            CountDownLatch told = new CountDownLatch(2);
            appendPatiently(journal, "patient", Duration.ofHours(1), told);
            byte[] now = line("at once");
            journal.append(now, now.length);
            appendPatiently(journal, "patient too", Duration.ofHours(1), told);
            byte[] bytes = line("of a loop");
            assertThat(journal.append(bytes, bytes.length, _ -> {})).isTrue();
            journal.flush();
            told.await();
            assertThat(disk.durable).contains("patient", "at once", "patient too");
        }
    }

    @Test
    void a_flush_leaves_lines_that_can_wait_to_others() throws Exception {
        try (Journal journal = Journal.open(new FailingDisk())) {
            CountDownLatch told = new CountDownLatch(1);
            appendPatiently(journal, "patient", Duration.ofHours(1), told);
            journal.flush();
            byte[] bytes = line("at once");
            journal.append(bytes, bytes.length);
            told.await();
            long batches = LongStream.of(journal.figures().batches().counts()).sum();
            assertThat(batches).as("both are in one batch").isEqualTo(1);
        }
    }

    @Test
    void enough_lines_that_can_wait_do_not() throws Exception {
        FailingDisk disk = new FailingDisk();
        try (Journal journal = Journal.open(disk)) {
            CountDownLatch told = new CountDownLatch(Journal.COMPANY_MAX);
            for (int i = 0; i < Journal.COMPANY_MAX; i++) {
                appendPatiently(journal, "line " + i, Duration.ofHours(1), told);
            }
            told.await();
            assertThat(disk.durable).hasSize(Journal.COMPANY_MAX);
        }
    }

    @Test
    void a_log_that_is_closed_does_not_wait() throws Exception {
        FailingDisk disk = new FailingDisk();
        CountDownLatch told = new CountDownLatch(1);
        try (Journal journal = Journal.open(disk)) {
            appendPatiently(journal, "patient", Duration.ofHours(1), told);
        }
        told.await();
        assertThat(disk.durable).containsExactly("patient");
    }
}
