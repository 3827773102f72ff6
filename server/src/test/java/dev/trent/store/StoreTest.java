package dev.trent.store;

import static dev.trent.store.Rows.ACCOUNT;
import static dev.trent.store.Rows.NOON;
import static dev.trent.store.Rows.REGION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trent.aws.OffLoopException;
import dev.trent.aws.Partition;
import dev.trent.gateway.LoopThread;
import dev.trent.operator.House;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/// The promises of every engine.
@ParameterizedClass
@MethodSource("dev.trent.store.Engines#all")
class StoreTest {
    private final String url;
    private Store store;

    StoreTest(Engines engine) {
        this.url = engine.migratedUrl();
        this.store = Engines.open(url);
    }

    @BeforeEach
    void put_one_account() {
        store.write(tx -> {
            Rows.account(tx, ACCOUNT);
            return null;
        });
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void what_is_written_is_there_after_reopening() {
        store.close();
        store = Engines.open(url);

        assertThat(accountIds("SELECT account_id FROM account")).containsExactly(ACCOUNT);
    }

    @Test
    void a_loop_is_left_before_the_database_is_asked() {
        try (LoopThread loop = new LoopThread()) {
            assertThatThrownBy(() -> loop.run(() -> store.read(_ -> {
                        throw new AssertionError("asked");
                    })))
                    .isInstanceOf(OffLoopException.class);
            assertThatThrownBy(() -> loop.run(() -> store.write(_ -> {
                        throw new AssertionError("asked");
                    })))
                    .isInstanceOf(OffLoopException.class);
        }
    }

    @Test
    void every_type_comes_back_as_it_was_put() {
        byte[] wrapped = {0, -1, 127, -128, 0};
        store.write(tx -> {
            Rows.domainKey(tx, "domain");
            Rows.key(tx, "a");
            Rows.material(tx, "a", "m", wrapped);
            return tx.run("UPDATE kms_key SET version = ?, description = ?", Long.MAX_VALUE, "é\u0001𝄞");
        });

        String found = store.read(tx -> tx.first(
                "SELECT * FROM kms_key WHERE multi_region = ? AND created_ms = ? AND version > ?",
                row -> {
                    assertThat(row.text("description")).isEqualTo("é\u0001𝄞");
                    assertThat(row.number("version")).isEqualTo(Long.MAX_VALUE);
                    assertThat(row.numberOrNull("version")).isEqualTo(Long.MAX_VALUE);
                    assertThat(row.flag("multi_region")).isTrue();
                    assertThat(row.instant("created_ms")).isEqualTo(NOON);
                    assertThat(row.instantOrNull("created_ms")).isEqualTo(NOON);
                    assertThat(row.textOrNull("current_material_id")).isNull();
                    assertThat(row.instantOrNull("deletion_ms")).isNull();
                    assertThat(row.numberOrNull("deletion_ms")).isNull();
                    assertThatThrownBy(() -> row.text("current_material_id")).isInstanceOf(StoreException.class);
                    assertThatThrownBy(() -> row.number("deletion_ms")).isInstanceOf(StoreException.class);
                    assertThatThrownBy(() -> row.flag("version")).isInstanceOf(StoreException.class);
                    assertThatThrownBy(() -> row.text("absent")).isInstanceOf(StoreException.class);
                    return row.text("key_id");
                },
                true,
                NOON,
                1));
        assertThat(found).isEqualTo("a");
        byte[] foundBytes = store.read(tx -> tx.first("SELECT wrapped FROM key_material", row -> row.bytes("wrapped")));
        assertThat(foundBytes).isEqualTo(wrapped);
    }

    @Test
    void first_is_the_first_row_or_null() {
        store.write(tx -> {
            Rows.account(tx, "2");
            Rows.account(tx, "3");
            return null;
        });
        String sql = "SELECT account_id FROM account WHERE account_id < ? ORDER BY account_id DESC";

        String first = store.read(tx -> tx.first(sql, row -> row.text("account_id"), "3"));
        String none = store.read(tx -> tx.first(sql, row -> row.text("account_id"), "0"));
        assertThat(first).isEqualTo("2");
        assertThat(none).isNull();
    }

    @Test
    void run_says_how_many_rows_it_changed() {
        store.write(tx -> {
            Rows.account(tx, "2");
            return null;
        });

        int changed = store.write(tx -> tx.run("UPDATE account SET created_ms = 0"));
        int changedNone = store.write(tx -> tx.run("DELETE FROM account WHERE account_id = ?", "absent"));
        int insertedNone = store.write(tx ->
                tx.run("INSERT INTO account (account_id, created_ms) VALUES (?, ?) ON CONFLICT DO NOTHING", "2", 0));
        assertThat(List.of(changed, changedNone, insertedNone)).containsExactly(2, 0, 0);
    }

    @Test
    void an_exception_undoes_the_whole_transaction_and_passes_unchanged() {
        var refusal = new IllegalStateException("enough");

        assertThatThrownBy(() -> store.write(tx -> {
                    Rows.account(tx, "2");
                    throw refusal;
                }))
                .isSameAs(refusal);
        assertThat(accounts()).isEqualTo(1);
    }

    @Test
    void an_error_undoes_the_whole_transaction_too() {
        assertThatThrownBy(() -> store.write(tx -> {
                    Rows.account(tx, "2");
                    throw new AssertionError("broken");
                }))
                .isInstanceOf(AssertionError.class);
        assertThat(accounts()).isEqualTo(1);
    }

    @Test
    void a_second_row_with_the_same_primary_key_is_a_duplicate() {
        assertThatThrownBy(() -> store.write(tx -> {
                    Rows.account(tx, ACCOUNT);
                    return null;
                }))
                .isInstanceOf(DuplicateException.class);
    }

    @Test
    void a_failed_statement_ends_the_transaction_even_if_the_work_swallows_it() {
        assertThatThrownBy(() -> store.write(tx -> {
                    Rows.account(tx, "2");
                    assertThatThrownBy(() -> Rows.account(tx, ACCOUNT)).isInstanceOf(DuplicateException.class);
                    assertThatThrownBy(() -> Rows.count(tx, "account")).isInstanceOf(DuplicateException.class);
                    return "done";
                }))
                .isInstanceOf(DuplicateException.class);
        assertThat(accounts()).isEqualTo(1);
    }

    @Test
    void a_refusal_that_the_work_makes_of_a_duplicate_passes() {
        var refusal = new IllegalStateException("exists");

        assertThatThrownBy(() -> store.write(tx -> {
                    try {
                        return tx.run("INSERT INTO account (account_id, created_ms) VALUES (?, ?)", ACCOUNT, NOON);
                    } catch (DuplicateException e) {
                        throw refusal;
                    }
                }))
                .isSameAs(refusal);
    }

    @Test
    void a_read_cannot_write() {
        assertThatThrownBy(() -> store.read(tx -> tx.run("DELETE FROM account")))
                .isInstanceOf(StoreException.class);
        assertThat(accounts()).isEqualTo(1);
    }

    @Test
    void a_read_sees_one_snapshot_whatever_is_written_meanwhile() {
        List<Long> counts = store.read(tx -> {
            long before = Rows.count(tx, "account");
            onAnotherThread(() -> store.write(
                    inner -> inner.run("INSERT INTO account (account_id, created_ms) VALUES (?, ?)", "2", NOON)));
            return List.of(before, Rows.count(tx, "account"));
        });

        assertThat(counts).containsExactly(1L, 1L);
        assertThat(accounts()).isEqualTo(2);
    }

    @Test
    void what_a_transaction_has_not_committed_nobody_sees() {
        long seen = store.write(tx -> {
            Rows.account(tx, "2");
            return onAnotherThread(() -> store.read(inner -> Rows.count(inner, "account")));
        });

        assertThat(seen).isEqualTo(1);
    }

    @Test
    void eight_writers_that_read_and_then_write_lose_no_update() throws Exception {
        int writers = 8;
        int incrementsEach = 25;
        store.write(tx -> {
            Rows.key(tx, "a");
            return null;
        });
        Callable<Void> increments = () -> {
            for (int i = 0; i < incrementsEach; i++) {
                store.write(tx -> {
                    long version = version(tx);
                    return tx.run("UPDATE kms_key SET version = ?", version + 1);
                });
            }
            return null;
        };
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Void>> outcomes = new ArrayList<>();
            for (int i = 0; i < writers; i++) {
                outcomes.add(threads.submit(increments));
            }
            for (Future<Void> outcome : outcomes) {
                outcome.get();
            }
        }

        long version = store.read(StoreTest::version);
        assertThat(version).isEqualTo((long) writers * incrementsEach);
    }

    @Test
    void text_is_ordered_by_bytes_whatever_the_locale() {
        List<String> inByteOrder = List.of("", "-", "A", "B", "Z", "_", "a", "aB", "a_", "aa", "z", "é", "￿", "𝄞");
        store.write(tx -> {
            tx.run("DELETE FROM account");
            for (String id : inByteOrder.reversed()) {
                Rows.account(tx, id);
            }
            return null;
        });

        assertThat(accountIds("SELECT account_id FROM account ORDER BY account_id"))
                .isEqualTo(inByteOrder);
        assertThat(accountIds("SELECT account_id FROM account WHERE account_id > ? ORDER BY account_id LIMIT 2", "a"))
                .containsExactly("aB", "a_");
    }

    @Test
    void a_row_that_refers_to_nothing_is_refused() {
        assertThatThrownBy(() -> store.write(tx -> {
                    Rows.alias(tx, "alias/orphan", "absent");
                    return null;
                }))
                .isInstanceOf(StoreException.class);
    }

    @Test
    void a_deleted_key_takes_its_materials_aliases_and_tags_along() {
        List<Long> left = store.write(tx -> {
            Rows.domainKey(tx, "domain");
            for (String keyId : List.of("a", "b")) {
                Rows.key(tx, keyId);
                Rows.material(tx, keyId, "m", new byte[] {1});
                Rows.alias(tx, "alias/" + keyId, keyId);
                Rows.tag(tx, keyId, "owner", 0);
            }
            tx.run("DELETE FROM kms_key WHERE region = ? AND key_id = ?", REGION, "a");
            return List.of(Rows.count(tx, "key_material"), Rows.count(tx, "key_alias"), Rows.count(tx, "key_tag"));
        });

        assertThat(left).containsExactly(1L, 1L, 1L);
    }

    @Test
    void a_refusal_shows_no_value() {
        assertThatThrownBy(() -> store.write(tx -> tx.run(
                        "INSERT INTO access_key VALUES (?, ?, ?, ?, ?, ?)",
                        "AKIA-hidden",
                        "absent-hidden",
                        "root",
                        "hidden-bytes".getBytes(java.nio.charset.StandardCharsets.US_ASCII),
                        true,
                        NOON)))
                .isInstanceOf(StoreException.class)
                .satisfies(e -> assertThat(Failures.everyWordOf(e)).doesNotContain("hidden"));
        assertThatThrownBy(() -> store.write(
                        tx -> tx.run("INSERT INTO account (account_id, created_ms) VALUES (?, ?, ?)", "hidden", NOON)))
                .isInstanceOf(StoreException.class)
                .satisfies(e -> assertThat(Failures.everyWordOf(e)).doesNotContain("hidden"));
        store.write(tx -> {
            Rows.account(tx, "hidden");
            return null;
        });
        assertThatThrownBy(() -> store.write(
                        tx -> tx.run("INSERT INTO account (account_id, created_ms) VALUES (?, ?)", "hidden", NOON)))
                .isInstanceOf(DuplicateException.class)
                .satisfies(e -> assertThat(Failures.everyWordOf(e)).doesNotContain("hidden"));
    }

    @Test
    void a_parameter_of_another_type_is_refused() {
        assertThatThrownBy(() -> store.read(tx -> tx.list("SELECT ? AS x", row -> row.text("x"), 1.5)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("A parameter cannot be of type \"Double\".");
    }

    @Test
    void a_transaction_within_a_transaction_is_refused() {
        assertThatThrownBy(() -> store.write(tx -> store.write(inner -> 1))).isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> store.read(tx -> store.read(inner -> 1))).isInstanceOf(AssertionError.class);
    }

    @Test
    void one_query_is_answered_and_a_second_one_or_a_change_is_refused() {
        long count = store.query(tx -> Rows.count(tx, "account"));
        assertThat(count).isEqualTo(1);
        assertThatThrownBy(() -> store.query(tx -> Rows.count(tx, "account") + Rows.count(tx, "account")))
                .isInstanceOf(StoreException.class);
        assertThatThrownBy(() -> store.query(tx -> tx.run("DELETE FROM account")))
                .isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> store.query(tx -> tx.list("SELECT nothing FROM nowhere", row -> 1)))
                .isInstanceOf(StoreException.class);
        assertThat(accounts()).isEqualTo(1);
    }

    @Test
    void a_statement_within_the_rows_of_the_same_statement_has_rows_of_its_own() {
        store.write(tx -> {
            Rows.account(tx, "2");
            Rows.account(tx, "3");
            return tx;
        });
        String sql = "SELECT account_id FROM account WHERE account_id <> ? ORDER BY account_id";

        List<List<String>> rows = store.read(tx ->
                tx.list(sql, row -> tx.list(sql, inner -> inner.text("account_id"), row.text("account_id")), ACCOUNT));

        assertThat(rows).containsExactly(List.of(ACCOUNT, "3"), List.of(ACCOUNT, "2"));
    }

    @Test
    void a_transaction_kept_after_its_end_is_refused() {
        Tx kept = store.write(tx -> tx);

        assertThatThrownBy(() -> Rows.count(kept, "account")).isInstanceOf(StoreException.class);
    }

    @Test
    void an_open_store_is_reachable_and_a_closed_one_is_not() {
        assertThat(store.reachable()).isTrue();

        store.close();

        assertThat(store.reachable()).isFalse();
        assertThatThrownBy(() -> store.write(tx -> 1)).isInstanceOf(StoreException.class);
    }

    @Test
    void a_new_database_gets_a_partition_and_keeps_it() {
        assertThat(store.partition()).isEqualTo(Partition.AWS);
        store.close();
        DatabaseSettings settings = DatabaseSettings.of(url).withoutTakeover();

        store = Store.open(settings, new Founding(Partition.CHINA, true));
        assertThat(store.partition()).isEqualTo(Partition.CHINA);
        assertThat(store.<Partition>read(Tx::partition)).isEqualTo(Partition.CHINA);
        List<Partition> ofRows = store.read(tx -> tx.list("SELECT account_id FROM account", Row::partition));
        assertThat(ofRows).containsExactly(Partition.CHINA);
        store.close();
        store = Store.open(settings, new Founding(Partition.US_GOV, false));
        assertThat(store.partition()).isEqualTo(Partition.CHINA);
        store.close();
        assertThatThrownBy(() -> Store.open(settings, new Founding(Partition.AWS, true)))
                .isInstanceOf(StoreException.class)
                .hasMessage("The database is of the partition aws-cn, and stays so: leave out --partition aws, or take"
                        + " another data folder or database.");
        store = Engines.open(url);
        assertThat(store.partition()).isEqualTo(Partition.CHINA);
    }

    @Test
    void a_database_that_was_in_use_before_there_was_a_choice_is_of_aws() {
        store.write(tx -> {
            List.of(
                            "installation",
                            "change",
                            "outbox",
                            "audit_head",
                            "chore",
                            "row_key",
                            "key_usage",
                            "key_usage_since",
                            "key_count")
                    .forEach(table -> tx.run("DROP TABLE " + table));
            House.tables().forEach(table -> tx.run("ALTER TABLE " + table + " DROP COLUMN mac"));
            List.of(
                            "trail",
                            "trail_times",
                            "trail_region",
                            "trail_tag",
                            "trail_cursor",
                            "trail_chain",
                            "trail_file",
                            "trail_key",
                            "trail_export",
                            "trail_destination",
                            "console_session",
                            "console_session_seen",
                            "console_link",
                            "password_policy",
                            "password_history",
                            "login_profile",
                            "mfa_device_tag",
                            "mfa_device")
                    .forEach(table -> tx.run("DROP TABLE " + table));
            Map.of(
                            "kms_key",
                            "rotation_days rotation_ms window_days primary_region regions expiration_model valid_to_ms",
                            "key_material",
                            "rotated_ms rotation_type valid_to_ms description")
                    .forEach((table, columns) -> List.of(columns.split(" ", -1))
                            .forEach(column -> tx.run("ALTER TABLE " + table + " DROP COLUMN " + column)));
            return tx.run(
                    "DELETE FROM flyway_schema_history WHERE version IN ('7', '8', '9', '10', '11', '12', '13', '14',"
                            + " '15', '16')");
        });
        store.close();

        DatabaseSettings settings = DatabaseSettings.of(url).withoutTakeover();
        store = Store.open(settings, new Founding(Partition.CHINA, false));
        assertThat(store.partition()).isEqualTo(Partition.AWS);
    }

    @Test
    void a_partition_that_nobody_knows_is_refused() {
        store.write(tx -> tx.run("INSERT INTO installation (name, value) VALUES ('partition', 'aws-mars')"));
        store.close();

        assertThatThrownBy(() -> Store.open(url))
                .isInstanceOf(StoreException.class)
                .hasMessage("The database is of the partition \"aws-mars\", which this Trent does not know.");
    }

    /// If the history were another one, every start would use Flyway.
    @Test
    void the_known_history_is_that_of_a_new_database() {
        DataSource source = url.startsWith(SqliteFile.URL_PREFIX)
                ? SqliteFile.of(url).source()
                : PostgresAddress.of(url).source(Duration.ofSeconds(20));

        assertThat(Migrations.history(source)).isEqualTo(Migrations.CURRENT);
    }

    @Test
    void a_database_that_was_made_by_other_files_is_refused() {
        store.write(tx -> tx.run("UPDATE flyway_schema_history SET checksum = 1 WHERE version = '2'"));
        store.close();

        assertThatThrownBy(() -> Store.open(url))
                .isInstanceOf(StoreException.class)
                .hasMessage("The database schema could not be brought up to date.");
    }

    @Test
    void a_database_of_a_newer_version_is_refused() {
        store.write(tx -> tx.run("""
                INSERT INTO flyway_schema_history (installed_rank, version, description, type, script, checksum,
                  installed_by, execution_time, success)
                SELECT 9001, '9001', 'later', type, 'V9001__later.sql', 1, installed_by, 1, success
                FROM flyway_schema_history WHERE version = '1'
                """));
        store.close();

        assertThatThrownBy(() -> Store.open(url))
                .isInstanceOf(StoreException.class)
                .hasMessage("The database has schema version \"9001\", which a newer Trent wrote: start that version,"
                        + " or restore a backup.");
    }

    private long accounts() {
        return store.read(tx -> Rows.count(tx, "account"));
    }

    private List<String> accountIds(String sql, Object... arguments) {
        return store.read(tx -> tx.list(sql, row -> row.text("account_id"), arguments));
    }

    private static long version(Tx tx) {
        return tx.list("SELECT version FROM kms_key", row -> row.number("version"))
                .getFirst();
    }

    private static <T> T onAnotherThread(Callable<T> work) {
        try (var thread = Executors.newSingleThreadExecutor()) {
            return thread.submit(work).get();
        } catch (Exception e) {
            throw new AssertionError("The other thread failed.", e);
        }
    }
}
