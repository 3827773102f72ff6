package dev.trent.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqliteEngineTest {
    private final Path folder;
    private final Path file;

    SqliteEngineTest(@TempDir Path parent) {
        this.folder = parent.resolve("data");
        this.file = folder.resolve("trent.db");
    }

    @Test
    void the_files_and_a_new_folder_are_their_owners_alone() throws IOException {
        try (Store store = open()) {
            addAccount(store, "1");

            assertThat(mode(folder)).isEqualTo("rwx------");
            for (String name : List.of("trent.db", "trent.db-wal", "trent.db-shm")) {
                assertThat(mode(folder.resolve(name))).as(name).isEqualTo("rw-------");
            }
        }
    }

    @Test
    void a_file_that_others_could_read_is_closed_to_them() throws IOException {
        open().close();
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

        open().close();

        assertThat(mode(file)).isEqualTo("rw-------");
    }

    @Test
    void a_closed_database_is_one_file_without_a_log() throws IOException {
        try (Store store = open()) {
            addAccount(store, "1");
        }

        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void deleted_key_material_is_not_left_in_the_file() throws IOException {
        String marker = "the wrapped material that must go";
        try (Store store = open()) {
            store.write(tx -> {
                Rows.account(tx, Rows.ACCOUNT);
                Rows.domainKey(tx, "domain");
                Rows.key(tx, "a");
                Rows.material(tx, "a", "m", marker.getBytes(StandardCharsets.US_ASCII));
                return null;
            });
        }
        assertThat(contents()).contains(marker);

        try (Store store = open()) {
            store.write(tx -> tx.run("DELETE FROM kms_key"));
        }

        assertThat(contents()).doesNotContain(marker);
    }

    @Test
    void every_writing_connection_is_durable_and_discreet() {
        try (Store store = open()) {
            store.write(tx -> {
                assertThat(pragma(tx, "journal_mode")).isEqualTo("wal");
                assertThat(pragma(tx, "synchronous")).isEqualTo("2");
                assertThat(pragma(tx, "foreign_keys")).isEqualTo("1");
                assertThat(pragma(tx, "secure_delete")).isEqualTo("1");
                assertThat(pragma(tx, "temp_store")).isEqualTo("2");
                assertThat(pragma(tx, "wal_autocheckpoint")).isEqualTo("1000");
                assertThat(pragma(tx, "journal_size_limit")).isEqualTo("0");
                return null;
            });
        }
    }

    @Test
    void a_process_killed_while_it_writes_loses_no_commit_it_was_told_of() throws Exception {
        String lastTold;
        try (OtherProcess counting = OtherProcess.countingIn(file)) {
            for (int commits = 0; commits < 50; commits++) {
                counting.line();
            }
            lastTold = counting.killed();
        }
        long told = lastTold.isEmpty() ? 50 : Long.parseLong(lastTold);

        try (Store store = open()) {
            String verdict = store.read(tx -> pragma(tx, "integrity_check"));
            assertThat(verdict).isEqualTo("ok");
            // The commit at the moment of the kill may be stored without being reported.
            long found = store.read(tx -> Rows.count(tx, "account"));
            assertThat(found).isBetween(told, told + 1);
        }
    }

    @Test
    void another_process_that_writes_makes_a_write_wait_and_then_fail_but_not_a_read() throws Exception {
        SqliteFile impatient = new SqliteFile(file, Duration.ofMillis(100));
        SqliteEngine engine = SqliteEngine.open(impatient);
        try (OtherProcess other = OtherProcess.writingTo(file)) {
            assertThat(other.line()).isEqualTo("locked");

            assertThatThrownBy(() -> engine.alone(SqliteEngineTest::deleteAccounts))
                    .isInstanceOf(StoreException.class)
                    .hasMessage(
                            "The database refused a statement: it is busy, another process is writing to its file.");
            long accounts = engine.read(tx -> Rows.count(tx, "account"));
            assertThat(accounts).isZero();
        }

        // The lock ended with the other process.
        engine.alone(SqliteEngineTest::deleteAccounts);
        engine.close();
    }

    private static @Nullable Void deleteAccounts(Tx tx) {
        tx.run("DELETE FROM account");
        return null;
    }

    @Test
    void opening_while_another_process_writes_fails_and_says_so() throws Exception {
        Files.createDirectories(folder);
        try (OtherProcess other = OtherProcess.writingTo(file)) {
            assertThat(other.line()).isEqualTo("locked");

            SqliteFile impatient = new SqliteFile(file, Duration.ofMillis(100));

            assertThatThrownBy(() -> SqliteEngine.open(impatient))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("another process is writing to its file");
        }
    }

    @Test
    void a_file_that_is_no_database_is_refused_and_left_as_it_is() throws IOException {
        Files.createDirectories(folder);
        Files.writeString(file, "These are minutes of a meeting, and no database. ".repeat(100));

        assertThatThrownBy(this::open)
                .isInstanceOf(StoreException.class)
                .hasMessage("The database could not be opened: its file is not a SQLite database; restore it from a"
                        + " backup (docs/operate.md).");
        assertThat(contents()).startsWith("These are minutes");
    }

    /// Acts like a copying program that copies the database file first and its log later.
    @Test
    void a_file_and_a_log_that_were_copied_one_after_the_other_are_refused() throws IOException {
        Path copy = folder.resolveSibling("copy.db");
        try (Store store = open()) {
            fill(store, 0, 200);
            Files.copy(file, copy);
            // This is much more than the log holds. So the log has started again from its beginning, with pages
            // that the copy does not have.
            for (int from = 200; from < 40_000; from += 200) {
                fill(store, from, 200);
            }
            Files.copy(folder.resolve("trent.db-wal"), folder.resolveSibling("copy.db-wal"));
        }

        assertThatThrownBy(() -> Store.open("jdbc:sqlite:" + copy))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("'" + copy + "' is damaged")
                .hasMessageContaining("restore it from a backup");
    }

    @Test
    void a_page_that_is_damaged_later_is_an_error_and_the_rest_goes_on() throws IOException {
        try (Store store = open()) {
            fill(store, 0, 5000);
        }
        try (Store store = open()) {
            damage();

            assertThatThrownBy(() ->
                            store.read(tx -> tx.list("SELECT account_id FROM account", row -> row.text("account_id"))))
                    .isInstanceOf(StoreException.class)
                    .hasMessage("The database refused a statement: its file is damaged; restore it from a backup"
                            + " (docs/operate.md).");
            assertThat(store.check()).isNotEmpty();
            assertThat(store.reachable()).isTrue();
        }
    }

    @Test
    void a_file_that_was_damaged_while_it_lay_is_refused() throws IOException {
        try (Store store = open()) {
            fill(store, 0, 5000);
            assertThat(store.check()).isEmpty();
        }
        damage();

        assertThatThrownBy(this::open).isInstanceOf(StoreException.class).hasMessageContaining("is damaged");
    }

    @Test
    void a_first_look_that_takes_too_long_is_given_up_and_the_file_is_used() {
        try (Store store = open()) {
            fill(store, 0, 5000);
        }

        SqliteEngine engine = SqliteEngine.open(SqliteFile.of("jdbc:sqlite:" + file), () -> false);
        long accounts = engine.read(tx -> Rows.count(tx, "account"));
        engine.close();

        assertThat(accounts).isEqualTo(5000);
        assertThat(new SqliteCheck(SqliteFile.of("jdbc:sqlite:" + file).source()).quick(() -> false))
                .isEqualTo(SqliteCheck.Verdict.UNFINISHED);
    }

    private static void fill(Store store, int from, int count) {
        store.write(tx -> {
            for (int account = from; account < from + count; account++) {
                tx.run(
                        "INSERT INTO account (account_id, created_ms) VALUES (?, ?)",
                        "account %08d".formatted(account * 7919L % 1_000_003),
                        0);
            }
            return null;
        });
    }

    /// Writes nonsense over the last quarter of the file.
    private void damage() throws IOException {
        byte[] nonsense = "No page of a database begins like this. ".repeat(100).getBytes(StandardCharsets.US_ASCII);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            for (long at = channel.size() / 4 * 3; at < channel.size() - nonsense.length; at += nonsense.length) {
                channel.write(ByteBuffer.wrap(nonsense), at);
            }
        }
    }

    @Test
    void a_folder_that_cannot_be_made_is_refused() throws IOException {
        Files.writeString(folder, "a file where the folder should be");

        assertThatThrownBy(this::open).isInstanceOf(StoreException.class).hasMessageContaining("could not be created");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:sqlite:",
                "jdbc:sqlite:/",
                "jdbc:sqlite::memory:",
                "jdbc:sqlite:file:trent.db",
                "jdbc:sqlite:trent.db?synchronous=OFF",
                "jdbc:h2:mem:trent",
                ""
            })
    void a_url_that_is_no_path_is_refused(String url) {
        assertThatThrownBy(() -> Store.open(url)).isInstanceOf(StoreException.class);
    }

    @Test
    void an_interrupted_writer_still_learns_that_the_change_is_stored() throws InterruptedException {
        try (Store store = open()) {
            var begun = new CountDownLatch(1);
            var interrupted = new CountDownLatch(1);
            var flagKept = new AtomicBoolean();
            Thread writer = Thread.ofVirtual().start(() -> {
                store.write(tx -> {
                    begun.countDown();
                    await(interrupted);
                    return tx.run("INSERT INTO account (account_id, created_ms) VALUES (?, ?)", "1", 0);
                });
                flagKept.set(Thread.currentThread().isInterrupted());
            });
            begun.await();
            writer.interrupt();
            interrupted.countDown();
            writer.join();

            assertThat(flagKept).isTrue();
            long accounts = store.read(tx -> Rows.count(tx, "account"));
            assertThat(accounts).isEqualTo(1);
        }
    }

    private Store open() {
        return Store.open("jdbc:sqlite:" + file);
    }

    private String contents() throws IOException {
        return Files.readString(file, StandardCharsets.ISO_8859_1);
    }

    private static void addAccount(Store store, String accountId) {
        store.write(tx -> tx.run("INSERT INTO account (account_id, created_ms) VALUES (?, ?)", accountId, 0));
    }

    private static String pragma(Tx tx, String name) {
        return tx.list("PRAGMA " + name, row -> row.text(name)).getFirst();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError("The writing thread was interrupted.", e);
        }
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
