package dev.trent.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trent.audit.BreakableSegments.Fault;
import dev.trent.audit.DyingWriter.Cut;
import dev.trent.aws.AwsError;
import dev.trent.aws.AwsException;
import dev.trent.store.Change;
import dev.trent.store.Store;
import dev.trent.store.Tx;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A change and its record always go together: after a refusal, with a broken log, and after the death of the
/// process.
class LedgerTest {
    private static final List<Cut> CUTS = List.copyOf(EnumSet.allOf(Cut.class));

    /// Each cut early in the life of a process, later, and after many writes. More rounds: see CONTRIBUTING.md.
    private static final int ROUNDS = Integer.getInteger("ledger.rounds", 3 * CUTS.size());

    @TempDir
    private Path folder;

    @Test
    void a_process_that_dies_anywhere_leaves_no_change_without_record_and_no_record_without_change_or_twice()
            throws Exception {
        List<String> answered = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            Cut cut = CUTS.get(round % CUTS.size());
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-XX:TieredStopAtLevel=1",
                            "-XX:+UseSerialGC",
                            "--enable-native-access=ALL-UNNAMED",
                            "-cp",
                            System.getProperty("java.class.path"),
                            DyingWriter.class.getName(),
                            folder.toString(),
                            cut.name(),
                            Integer.toString(1 + round * 3))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            process.inputReader(StandardCharsets.UTF_8).lines().forEach(answered::add);
            assertThat(process.waitFor()).isEqualTo(137);
        }

        try (Store store = Store.open(DyingWriter.url(folder));
                Journal journal = Journal.open(folder.resolve("audit"), InstantSource.system())) {
            new Ledger(store, journal, InstantSource.system()).deliver();

            List<String> accounts = accounts(store);
            assertThat(records()).containsExactlyInAnyOrderElementsOf(accounts);
            // The process may have died in the middle of the last line.
            assertThat(answered).filteredOn(line -> line.length() == 36).isSubsetOf(accounts);
            assertThat(left(store)).isZero();
            assertThat(Verification.of(folder.resolve("audit"), null).sound()).isTrue();
        }
    }

    @Test
    void a_refused_change_has_neither_effect_nor_record_and_frees_what_was_prepared() throws IOException {
        AtomicBoolean abandoned = new AtomicBoolean();
        try (Store store = Store.open(DyingWriter.url(folder));
                Journal journal = Journal.open(folder.resolve("audit"), InstantSource.system())) {
            Ledger ledger = new Ledger(store, journal, InstantSource.system());
            Change<String> refused = new Change<>() {
                @Override
                public String in(Tx tx) {
                    insert(tx, "refused");
                    throw AwsError.DISABLED.withoutMessage();
                }

                @Override
                public void abandon() {
                    abandoned.set(true);
                }
            };
            assertThatThrownBy(() -> ledger.write(refused, DyingWriter::line)).isInstanceOf(AwsException.class);
            assertThat(accounts(store)).isEmpty();
            assertThat(records()).isEmpty();
            assertThat(abandoned).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"BROKEN", "UNFLUSHED"})
    void a_record_that_cannot_be_written_follows_once_the_log_works_again(Fault kind) throws IOException {
        AtomicReference<Fault> fault = new AtomicReference<>(Fault.NONE);
        SegmentFolder segments = SegmentFolder.open(folder.resolve("audit"), InstantSource.system());
        try (Store store = Store.open(DyingWriter.url(folder));
                Journal journal = Journal.open(new BreakableSegments(segments, fault::get))) {
            Ledger ledger = new Ledger(store, journal, InstantSource.system());
            fault.set(kind);
            assertThatThrownBy(() -> ledger.write(tx -> insert(tx, "late"), DyingWriter::line))
                    .isInstanceOf(JournalException.class);
            assertThat(accounts(store)).containsExactly("late");
            assertThat(records()).isEmpty();

            fault.set(Fault.NONE);
            while (!journal.healthy()) {
                Thread.onSpinWait();
            }
            ledger.deliver();
            ledger.deliver();

            assertThat(records()).containsExactly("late");
            assertThat(left(store)).isZero();
        }
    }

    @Test
    void what_was_delivered_is_taken_out_by_later_changes() throws IOException {
        try (Store store = Store.open(DyingWriter.url(folder));
                Journal journal = Journal.open(folder.resolve("audit"), InstantSource.system())) {
            Ledger ledger = new Ledger(store, journal, InstantSource.system());
            for (String account : List.of("a", "b", "c")) {
                ledger.write(tx -> insert(tx, account), DyingWriter::line);
            }
            assertThat(left(store)).isOne();
            ledger.close();
            assertThat(left(store)).isZero();
            assertThat(records()).containsExactly("a", "b", "c");
        }
    }

    private static String insert(Tx tx, String account) {
        tx.run("INSERT INTO account (account_id, created_ms) VALUES (?, ?)", account, 0L);
        return account;
    }

    private static List<String> accounts(Store store) {
        return store.read(tx -> tx.list("SELECT account_id FROM account", row -> row.text("account_id")));
    }

    private static long left(Store store) {
        return store.read(tx -> tx.list("SELECT COUNT(*) AS lines FROM outbox", row -> row.number("lines")))
                .getFirst();
    }

    private List<String> records() {
        return AuditLog.records(folder.resolve("audit")).stream()
                .map(line -> line.replace("{\"account\":\"", "").replace("\"}", ""))
                .toList();
    }
}
