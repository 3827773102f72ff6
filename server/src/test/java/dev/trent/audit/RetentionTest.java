package dev.trent.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trent.audit.BreakableSegments.Fault;
import dev.trent.audit.Retention.Rule;
import dev.trent.store.Store;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The oldest segments go, never without a record, and the log stays sound.
///
/// The log has four segments of three records each, one a day; the fifth is open.
@Timeout(120)
class RetentionTest {
    private static final Instant DAY = Instant.parse("2026-11-01T00:00:00Z");
    private static final int SEGMENTS = 4;

    private final AtomicReference<Instant> now = new AtomicReference<>(DAY);
    private final List<Cursor> cursors = new ArrayList<>();
    private final AtomicReference<Fault> fault = new AtomicReference<>(Fault.NONE);

    @TempDir
    private Path parent;

    private Path folder;
    private Store store;
    private Journal journal;
    private Ledger ledger;

    @BeforeEach
    void write() throws IOException {
        folder = parent.resolve("audit");
        store = Store.open(DyingWriter.url(parent));
        for (int segment = 0; segment < SEGMENTS; segment++) {
            try (Journal one = Journal.open(folder, now::get, store)) {
                Ledger ofOne = new Ledger(store, one, now::get);
                ofOne.begin();
                append(one, "one", "two", "three");
            }
            now.set(now.get().plus(Duration.ofDays(1)));
        }
        open();
    }

    private void open() throws IOException {
        journal = Journal.open(
                new BreakableSegments(SegmentFolder.open(folder, now::get, StoredHead.of(store)), fault::get));
        ledger = new Ledger(store, journal, now::get);
    }

    @AfterEach
    void close() throws IOException {
        journal.close();
        store.close();
    }

    private static void append(Journal journal, String... texts) {
        for (String text : texts) {
            byte[] line = ("{\"text\":\"" + text + "\"}\n").getBytes(StandardCharsets.UTF_8);
            journal.append(line, line.length);
        }
    }

    private void remove(Rule rule, int day) throws IOException {
        // The newest record that was there at the start is of the day before.
        remove(rule, day, Duration.ofDays(day - SEGMENTS + 1).plusSeconds(1));
    }

    /// @param running how long the server has run
    private void remove(Rule rule, int day, Duration running) throws IOException {
        long[] nanos = {0};
        Retention retention =
                new Retention(folder, journal, ledger, rule, () -> cursors, () -> "id", "us-east-1", () -> nanos[0]);
        nanos[0] = running.toNanos();
        retention.remove(DAY.plus(Duration.ofDays(day)).plusSeconds(1));
    }

    private static Rule days(int days) {
        return new Rule(Duration.ofDays(days), 0);
    }

    private List<Long> numbers() throws IOException {
        return SegmentFile.in(folder).stream().map(SegmentFile::number).toList();
    }

    private void assertSound(long first) throws IOException {
        Verification verification = Verification.of(folder, null);
        assertThat(verification.sound()).as(verification.lines().toString()).isTrue();
        assertThat(verification.lines())
                .anyMatch(line -> line.startsWith("The files before record " + first + " were kept long enough"));
        assertThat(TamperTest.independently(folder)).startsWith(journal.head().seq() + ":");
    }

    @Test
    void segments_whose_newest_record_is_old_go_with_a_record_of_each() throws IOException {
        remove(days(2), 4);
        assertThat(numbers()).containsExactly(3L, 4L, 5L);
        assertSound(9);
        assertThat(AuditLog.records(folder))
                .filteredOn(record -> record.contains("DeleteAuditSegment"))
                .satisfiesExactly(
                        record -> assertThat(record)
                                .contains(
                                        "\"file\":\"records-20261101T000000Z-00000001.jsonl\"",
                                        "\"firstSeq\":\"1\"",
                                        "\"lastSeq\":\"4\"",
                                        "\"eventType\":\"AwsServiceEvent\""),
                        record -> assertThat(record).contains("\"firstSeq\":\"5\"", "\"lastSeq\":\"8\""));
        remove(days(2), 4);
        assertThat(numbers()).containsExactly(3L, 4L, 5L);
    }

    @Test
    void a_clock_that_jumps_ahead_removes_nothing() throws IOException {
        remove(days(4), 369, Duration.ofHours(1));
        assertThat(numbers()).hasSize(SEGMENTS + 1);
        remove(days(4), 369, Duration.ofDays(2).minusSeconds(1));
        assertThat(numbers()).hasSize(SEGMENTS + 1);
        remove(days(4), 369, Duration.ofDays(2).plusSeconds(1));
        assertThat(numbers()).containsExactly(2L, 3L, 4L, 5L);
    }

    @Test
    void the_records_of_a_start_under_a_wrong_clock_prove_nothing() throws IOException {
        journal.close();
        now.set(DAY.plus(Duration.ofDays(369)));
        open();
        append(journal, "of a wrong time");
        remove(days(4), 369, Duration.ofDays(1).minusSeconds(1));
        assertThat(numbers()).hasSize(SEGMENTS + 2);
    }

    @Test
    void the_time_of_the_newest_record_is_believed() throws IOException {
        append(journal, "with a time\",\"eventTime\":\"" + DAY.plus(Duration.ofDays(8)));
        journal.close();
        open();
        remove(days(4), 8, Duration.ZERO);
        assertThat(numbers()).containsExactly(4L, 5L, 6L);
    }

    @Test
    void the_newest_two_stay_however_old_they_are() throws IOException {
        remove(days(1), 400);
        assertThat(numbers()).containsExactly(4L, 5L);
        assertSound(13);
        remove(new Rule(null, 1), 400);
        assertThat(numbers()).containsExactly(4L, 5L);
    }

    @Test
    void nothing_goes_without_a_rule_or_before_its_time() throws IOException {
        remove(Rule.FOR_EVER, 400);
        remove(days(4), 4);
        assertThat(numbers()).hasSize(SEGMENTS + 1);
    }

    @Test
    void a_log_that_is_too_large_loses_its_oldest_segments() throws IOException {
        long bytes = 0;
        for (SegmentFile file : SegmentFile.in(folder)) {
            bytes += Files.size(file.path());
        }
        remove(new Rule(null, bytes), 4);
        assertThat(numbers()).hasSize(SEGMENTS + 1);
        remove(new Rule(null, bytes - 1), 4);
        assertThat(numbers()).containsExactly(2L, 3L, 4L, 5L);
        assertSound(5);
    }

    @Test
    void what_a_follower_has_not_passed_stays() throws IOException {
        long[] passed = {7};
        cursors.add(new Cursor() {
            @Override
            public String name() {
                return "test";
            }

            @Override
            public long passedSeq() {
                return passed[0];
            }
        });
        remove(days(1), 400);
        assertThat(numbers()).containsExactly(2L, 3L, 4L, 5L);
        passed[0] = 8;
        remove(days(1), 400);
        assertThat(numbers()).containsExactly(3L, 4L, 5L);
        passed[0] = Long.MAX_VALUE;
        remove(days(1), 400);
        assertThat(numbers()).containsExactly(4L, 5L);
    }

    @Test
    void a_compressed_segment_goes_as_well_and_a_start_finds_the_log_in_order() throws IOException {
        new Packing(folder, journal, Thread::new).packAll();
        remove(days(1), 400);
        assertThat(numbers()).containsExactly(4L, 5L);
        assertSound(13);
        journal.close();
        open();
        assertSound(13);
    }

    @Test
    void a_file_whose_removal_cannot_be_recorded_stays() throws IOException {
        fault.set(Fault.BROKEN);
        assertThatThrownBy(() -> remove(days(1), 400)).isInstanceOf(JournalException.class);
        assertThat(numbers()).hasSize(SEGMENTS + 1);
        fault.set(Fault.NONE);
        while (!journal.healthy()) {
            assertThat(Thread.currentThread().isInterrupted()).isFalse();
        }
        remove(days(1), 400);
        assertSound(17);
    }

    @Test
    void files_that_somebody_else_has_removed_are_missing() throws IOException {
        remove(days(3), 4);
        assertThat(numbers()).containsExactly(2L, 3L, 4L, 5L);
        Files.delete(SegmentFile.in(folder).getFirst().path());
        assertThat(Verification.of(folder, null).lines().getFirst())
                .startsWith("record 1: it is missing or was changed")
                .contains("before record 9");
        assertThat(TamperTest.independently(folder)).startsWith("record 1 is missing or was changed");
    }
}
