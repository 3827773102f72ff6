package dev.trent.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trent.audit.BreakableSegments.Fault;
import dev.trent.store.Store;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// No fault of the disk acknowledges a record that is not in the log, or breaks the chain.
@Timeout(120)
class FaultsTest {
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-24T01:02:03Z"));

    private final AtomicReference<Fault> fault = new AtomicReference<>(Fault.NONE);

    @TempDir
    private Path parent;

    private Path folder;

    @BeforeEach
    void name() {
        folder = parent.resolve("audit");
    }

    private Journal open(Store store) throws IOException {
        return Journal.open(new BreakableSegments(SegmentFolder.open(folder, CLOCK, StoredHead.of(store)), fault::get));
    }

    private Journal open() throws IOException {
        return Journal.open(new BreakableSegments(SegmentFolder.open(folder, CLOCK), fault::get));
    }

    private static void append(Journal journal, String text) {
        byte[] line = ("{\"text\":\"" + text + "\"}\n").getBytes(StandardCharsets.UTF_8);
        journal.append(line, line.length);
    }

    private List<String> read() throws IOException {
        List<String> records = new ArrayList<>();
        new RecordReader(folder).more(record -> records.add(record.text().replaceAll("\\{\"text\":\"|\"}", "")));
        return records;
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"NONE", "LYING"})
    void a_disk_that_fails_acknowledges_nothing_and_the_chain_goes_on_when_it_works_again(Fault kind)
            throws IOException {
        try (Journal journal = open()) {
            append(journal, "before");
            fault.set(kind);
            String large = "lost" + "x".repeat(20_000);
            assertThatThrownBy(() -> append(journal, large)).isInstanceOf(JournalException.class);
            assertThat(journal.healthy()).isFalse();
            fault.set(Fault.NONE);
            while (!journal.healthy()) {
                Thread.onSpinWait();
            }
            append(journal, "after");
            append(journal, "later");
            assertThat(Verification.of(folder, null).sound()).isTrue();
        }
        assertThat(read()).containsExactly("before", "after", "later");
        Verification verification = Verification.of(folder, null);
        assertThat(verification.sound()).as(verification.lines().toString()).isTrue();
        assertThat(verification.lines()).anyMatch(line -> line.startsWith("Verified: 3 records"));
        try (Journal journal = open()) {
            append(journal, "restarted");
        }
        assertThat(read()).endsWith("restarted");
    }

    @Test
    void a_start_on_a_disk_that_fails_is_refused() throws IOException {
        for (Fault kind : List.of(Fault.SHORT_WRITE, Fault.BROKEN, Fault.FULL, Fault.UNFLUSHED)) {
            fault.set(kind);
            assertThatThrownBy(this::open).isInstanceOf(IOException.class);
        }
        fault.set(Fault.NONE);
        try (Journal journal = open()) {
            append(journal, "first");
        }
        assertThat(read()).containsExactly("first");
        assertThat(Verification.of(folder, null).sound()).isTrue();
    }

    /// The crash is a copy of the files at one moment.
    private void crash() throws IOException {
        Path copy = Files.createDirectory(parent.resolve("copy"));
        for (SegmentFile file : SegmentFile.in(folder)) {
            Files.copy(file.path(), copy.resolve(file.name()));
        }
        folder = copy;
    }

    @Test
    void a_disk_that_has_lied_is_found_out_by_the_records_that_follow() throws IOException {
        try (Journal journal = open()) {
            append(journal, "before");
            fault.set(Fault.LYING);
            append(journal, "promised");
            fault.set(Fault.NONE);
            append(journal, "after");
            append(journal, "later");
            crash();
        }
        assertThatThrownBy(this::open).isInstanceOf(ChangedLogException.class).hasMessageContaining("record 3");
        assertThat(Verification.of(folder, null).lines().getFirst()).startsWith("record 3: it is missing");
    }

    @Test
    void a_disk_that_has_lied_about_the_end_is_found_out_by_the_database() throws IOException {
        try (Store store = Store.open(DyingWriter.url(parent))) {
            try (Journal journal = open(store);
                    Ledger ledger = new Ledger(store, journal, CLOCK)) {
                ledger.begin();
                write(ledger, "before");
                fault.set(Fault.LYING);
                write(ledger, "promised");
                write(ledger, "more");
                crash();
                fault.set(Fault.NONE);
            }
            // However often it is tried, and also if others write to the log meanwhile.
            for (int i = 0; i < 3; i++) {
                assertThatThrownBy(() -> open(store))
                        .isInstanceOf(ChangedLogException.class)
                        .hasMessageContaining("record 4");
                open().close();
            }
            InstantSource later = () -> CLOCK.instant().plusSeconds(1);
            Journal.accept(folder, later).close();
            for (int i = 0; i < 2; i++) {
                try (Journal journal = open(store);
                        Ledger ledger = new Ledger(store, journal, later)) {
                    ledger.begin();
                }
            }
        }
    }

    private static void write(Ledger ledger, String account) {
        ledger.write(
                tx -> tx.run("INSERT INTO account (account_id, created_ms) VALUES (?, ?)", account, 0L),
                _ -> DyingWriter.line(account));
    }

    /// The header of the second segment is in its file, and nobody knows whether it is on disk. The third segment
    /// follows
    /// the first.
    @Test
    void a_segment_whose_first_write_and_whose_cut_failed_is_no_part_of_the_log() throws IOException {
        String large = "x".repeat(200_000);
        try (Journal journal = open()) {
            for (int i = 0; i < 4; i++) {
                append(journal, large);
            }
            fault.set(Fault.UNFLUSHED_AND_UNCUT);
            assertThatThrownBy(() -> append(journal, "y".repeat(260_000))).isInstanceOf(JournalException.class);
            fault.set(Fault.NONE);
            while (!journal.healthy()) {
                assertThat(Thread.currentThread().isInterrupted()).isFalse();
            }
            append(journal, "after");
        }
        assertThat(SegmentFile.in(folder)).hasSize(3);
        assertThat(Opening.of(SegmentFile.in(folder).get(1))).isNotNull();
        assertThat(read()).containsExactly(large, large, large, large, "after");
        try (Journal journal = open()) {
            append(journal, "restarted");
        }
        assertThat(read()).endsWith("after", "restarted");
        Verification verification = Verification.of(folder, null);
        assertThat(verification.sound()).as(verification.lines().toString()).isTrue();
        assertThat(verification.lines().getLast()).contains(TamperTest.independently(folder));
    }

    @Test
    void an_acceptance_counts_after_a_start_that_failed_before_the_database_knew_of_it() throws IOException {
        try (Store store = Store.open(DyingWriter.url(parent))) {
            try (Journal journal = open();
                    Ledger ledger = new Ledger(store, journal, CLOCK)) {
                write(ledger, "one");
                write(ledger, "two");
            }
            SegmentFile file = SegmentFile.in(folder).getFirst();
            Files.write(file.path(), Arrays.copyOf(Files.readAllBytes(file.path()), Chain.BLOCK_BYTES * 2));
            assertThatThrownBy(() -> open(store)).isInstanceOf(ChangedLogException.class);
            Journal.accept(folder, CLOCK).close();
            for (int i = 0; i < 3; i++) {
                open(store).close();
            }
        }
    }

    @Test
    void a_log_that_was_deleted_is_missed_by_the_database() throws IOException {
        try (Store store = Store.open(DyingWriter.url(parent))) {
            try (Journal journal = open();
                    Ledger ledger = new Ledger(store, journal, CLOCK)) {
                write(ledger, "one");
            }
            Files.move(folder, parent.resolve("away"));
            for (int i = 0; i < 2; i++) {
                assertThatThrownBy(() -> open(store)).isInstanceOf(ChangedLogException.class);
            }
        }
    }
}
