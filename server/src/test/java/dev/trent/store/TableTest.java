package dev.trent.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trent.operator.House;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/// The codes of rows, on every table that gives rights and on both engines.
@ParameterizedClass
@MethodSource("dev.trent.store.Engines#all")
class TableTest {
    /// The columns of the tables that no code covers. A new column of a migration belongs here or in the
    /// declaration of its table.
    private static final Map<String, Set<String>> GIVE_NO_RIGHT = Map.of(
            // No decision depends on them.
            "access_key", Set.of("last_used_ms", "last_used_service", "last_used_region"),
            "login_profile", Set.of("last_used_ms"),
            // No code reads it.
            "kms_key", Set.of("version"));

    /// The tables whose rows have no code.
    private static final Set<String> WITHOUT_CODES = Set.of(
            // The root key wraps these values under their names. So a value that somebody else makes does not
            // open.
            "domain_key",
            "session_key",
            "row_key",
            "trail_key",
            // The name of the key for rows contains the partition.
            "installation",
            // They give no rights.
            "denial",
            "change",
            "outbox",
            "audit_head",
            "chore",
            "key_count",
            "key_usage",
            "key_usage_since",
            "trail_times",
            "trail_region",
            "trail_tag",
            "trail_cursor",
            "trail_chain",
            "trail_file",
            "trail_export",
            "trail_destination",
            "console_session_seen",
            "conversion",
            "flyway_schema_history");

    private final Engines engine;
    private final String url;
    private final Store store;

    TableTest(Engines engine) {
        this.engine = engine;
        this.url = engine.migratedUrl();
        this.store = GenuineRows.in(Engines.open(url));
    }

    @BeforeEach
    void fill() {
        store.write(tx -> {
            Rows.domainKey(tx, "x");
            for (Table table : inOrder()) {
                tx.insert(table, values(table, "x").toArray());
            }
            return tx;
        });
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void each_column_of_the_schema_is_covered_or_gives_no_right() {
        Map<String, Set<String>> schema = schema();
        Set<String> declared = new HashSet<>();
        for (Table table : House.tables()) {
            declared.add(table.name());
            Set<String> expected = new HashSet<>(table.columnNames());
            expected.addAll(GIVE_NO_RIGHT.getOrDefault(table.name(), Set.of()));
            expected.add("mac");
            assertThat(schema.get(table.name())).as(table.name()).isEqualTo(expected);
        }
        declared.addAll(WITHOUT_CODES);
        assertThat(schema.keySet()).isEqualTo(declared);
    }

    @Test
    void the_primary_keys_are_those_of_the_schema() {
        for (Table table : House.tables()) {
            String key =
                    String.join(", ", table.key().stream().map(Column::name).toList());
            assertThatThrownBy(() -> store.write(tx -> tx.run("INSERT INTO " + table + " SELECT * FROM " + table)))
                    .as(table + " " + key)
                    .isInstanceOf(DuplicateException.class);
            // It fails unless exactly these columns are unique.
            assertThat(store.<Integer>write(tx -> tx.run("INSERT INTO " + table + " SELECT * FROM " + table
                            + " WHERE true ON CONFLICT (" + key + ") DO NOTHING")))
                    .isZero();
        }
    }

    @Test
    void what_was_written_is_read() {
        for (Table table : House.tables()) {
            assertThat(found(table, "x")).as(table.name()).isEqualTo("genuine");
        }
        assertThat(store.forged()).isEmpty();
    }

    @Test
    void a_change_of_any_column_is_noticed_and_not_made_genuine() {
        for (Table table : House.tables()) {
            for (Column column : table.columns()) {
                Map<String, Object> key = new HashMap<>();
                forge(table, column, key);
                assertThat(store.forged()).as(table + "." + column.name()).hasSize(1);
                assertThatThrownBy(() -> store.read(tx -> tx.find(at(table, key), row -> "found")))
                        .as(table + "." + column.name())
                        .isInstanceOf(ForgedRowException.class)
                        .hasMessageContaining(table.name() + " (");
                if (table.columns().size() > table.key().size()) {
                    String changed = table.columns().getLast().name();
                    Object value = values(table, "x").getLast();
                    assertThatThrownBy(() ->
                                    store.write(tx -> tx.update(at(table, key).set(changed, value))))
                            .isInstanceOf(ForgedRowException.class);
                }
                assertThat(store.forged()).as("still forged").hasSize(1);
                restore(table);
            }
        }
    }

    @Test
    void a_row_without_its_code_is_refused() {
        for (Table table : House.tables()) {
            for (byte[] mac : new byte[][] {null, {}, new byte[32], new byte[31]}) {
                sql("UPDATE " + table + " SET mac = ?", mac);
                assertThatThrownBy(() -> found(table, "x")).isInstanceOf(ForgedRowException.class);
            }
            restore(table);
        }
    }

    @Test
    void the_database_cannot_answer_with_another_row() {
        Table table = table("account");
        store.write(tx -> {
            tx.insert(table, "y", 0);
            return tx;
        });
        store.write(tx -> {
            tx.run("ALTER TABLE account RENAME TO real_account");
            return tx.run("CREATE VIEW account AS SELECT 'x' AS account_id, created_ms, mac FROM real_account"
                    + " WHERE account_id = 'y'");
        });
        assertThatThrownBy(() -> found(table, "x")).isInstanceOf(ForgedRowException.class);
    }

    @Test
    void an_update_gives_the_row_its_new_code() {
        Table key = table("kms_key");
        int rows = store.write(tx -> tx.update(key.at("x", "x")
                .set("policy", "é\u0001𝄞")
                .set("deletion_ms", null)
                .set("multi_region", false)));
        assertThat(rows).isEqualTo(1);
        assertThat(store.forged()).isEmpty();
        int none = store.write(tx -> tx.update(key.at("x", "missing").set("policy", "")));
        assertThat(none).isZero();
    }

    @Test
    void texts_of_every_kind_come_back_genuine() {
        Table policy = table("iam_inline_policy");
        for (String text : List.of("", " ", "a\r\n\t", "\u0001\u007f", "e\u0301 é", "𝄞\ud800", "\uffff")) {
            boolean stored = true;
            try {
                store.write(tx -> tx.update(policy.at("x", "x").set("document", text)));
            } catch (StoreException refused) {
                stored = false;
            }
            assertThat(store.forged()).as(text + stored).isEmpty();
        }
    }

    @Test
    void rows_of_an_older_version_are_adopted_once_and_never_in_silence() {
        GenuineRows.forget(store);
        GenuineRows seal = GenuineRows.ofTests();
        assertThat(store.authenticate(seal, House.tables())).isFalse();
        assertThatThrownBy(() -> found(table("account"), "x")).isInstanceOf(AssertionError.class);

        Map<String, Long> adopted = store.write(Store.adoption(seal, House.tables()));

        assertThat(adopted).hasSize(House.tables().size()).containsEntry("account", 1L);
        assertThat(store.authenticate(seal, House.tables())).isTrue();
        assertThat(store.forged()).isEmpty();
        assertThatThrownBy(() -> store.write(Store.adoption(seal, House.tables())))
                .isInstanceOf(StoreException.class);
    }

    @Test
    void more_rows_than_fit_on_a_page_are_all_adopted() {
        Table membership = table("iam_membership");
        Table entity = table("iam_entity");
        store.write(tx -> {
            for (int i = 0; i < 1_203; i++) {
                List<@Nullable Object> values = new ArrayList<>(values(entity, "x"));
                values.set(0, "id" + i);
                values.set(4, "id" + i);
                tx.insert(entity, values.toArray());
                tx.insert(membership, "id" + i, i % 2 == 0 ? "x" : "id0");
            }
            return tx;
        });
        GenuineRows.adopt(store);
        assertThat(store.forged()).isEmpty();
        sql("UPDATE iam_membership SET mac = NULL");
        assertThat(store.forged()).as("a bounded number").hasSize(100);
    }

    @Test
    void a_key_that_was_removed_is_not_made_again() {
        sql("DELETE FROM row_key");
        GenuineRows seal = GenuineRows.ofTests();
        assertThatThrownBy(() -> store.authenticate(seal, House.tables()))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("removed the key");
        assertThatThrownBy(() -> store.write(Store.adoption(seal, House.tables())))
                .isInstanceOf(StoreException.class);
    }

    private static Table table(String name) {
        return House.tables().stream()
                .filter(table -> table.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /// Returns the tables in an order in which each row refers only to rows of earlier tables.
    private static List<Table> inOrder() {
        List<Table> tables = new ArrayList<>(House.tables());
        List<String> first = List.of("account", "kms_key", "iam_entity", "iam_policy");
        tables.sort((a, b) -> Integer.compare(
                first.contains(a.name()) ? first.indexOf(a.name()) : 9,
                first.contains(b.name()) ? first.indexOf(b.name()) : 9));
        return tables;
    }

    /// Returns the values of a row. It refers to the other rows with the same word.
    private static List<@Nullable Object> values(Table table, String word) {
        List<@Nullable Object> values = new ArrayList<>();
        for (Column column : table.columns()) {
            values.add(
                    switch (column.type()) {
                        case TEXT -> column.name().equals("kind") ? "USER" : word;
                        case NUMBER -> 1L;
                        case BYTES -> new byte[] {1};
                    });
        }
        return values;
    }

    private @Nullable String found(Table table, String word) {
        Map<String, Object> key = new HashMap<>();
        for (Column column : table.key()) {
            key.put(column.name(), column.type() == Column.Type.TEXT ? word : Long.valueOf(1));
        }
        return store.read(tx -> tx.find(at(table, key), row -> "genuine"));
    }

    private static Table.At at(Table table, Map<String, Object> changed) {
        return table.at(table.key().stream()
                .map(column ->
                        changed.getOrDefault(column.name(), column.type() == Column.Type.TEXT ? "x" : Long.valueOf(1)))
                .toArray());
    }

    private void forge(Table table, Column column, Map<String, Object> key) {
        Object value = switch (column.type()) {
            case TEXT -> column.name().equals("kind") ? "ROLE" : "z";
            case NUMBER -> List.of("active", "multi_region").contains(column.name()) ? 0L : 2L;
            case BYTES -> new byte[] {2};
        };
        sql("UPDATE " + table + " SET " + column.name() + " = ?", value);
        if (table.key().contains(column)) {
            key.put(column.name(), value);
        }
    }

    private void restore(Table table) {
        StringBuilder set = new StringBuilder();
        List<@Nullable Object> arguments = new ArrayList<>();
        List<@Nullable Object> values = values(table, "x");
        for (int i = 0; i < values.size(); i++) {
            set.append(table.columns().get(i).name()).append(" = ?, ");
            arguments.add(values.get(i));
        }
        arguments.add(GenuineRows.code(table.message(table.stored(values.toArray()))));
        sql("UPDATE " + table + " SET " + set + "mac = ?", arguments.toArray());
    }

    /// Runs a statement without a check of foreign keys: an owner of the database does not have to keep them.
    private void sql(String sql, @Nullable Object... arguments) {
        try (Connection connection = DriverManager.getConnection(url);
                PreparedStatement statement = connection.prepareStatement(sql)) {
            if (engine == Engines.POSTGRESQL) {
                try (Statement unruly = connection.createStatement()) {
                    unruly.execute("SET session_replication_role = replica");
                }
            }
            for (int i = 0; i < arguments.length; i++) {
                statement.setObject(i + 1, arguments[i]);
            }
            statement.executeUpdate();
        } catch (SQLException failure) {
            throw new AssertionError(sql, failure);
        }
    }

    private Map<String, Set<String>> schema() {
        String columns = engine == Engines.SQLITE
                ? "SELECT m.name AS table_name, c.name AS column_name FROM sqlite_master m"
                        + " JOIN pragma_table_info(m.name) c WHERE m.type = 'table'"
                : "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = 'public'";
        Map<String, Set<String>> schema = new TreeMap<>();
        store.read(tx -> tx.list(
                columns,
                row -> schema.computeIfAbsent(row.text("table_name"), _ -> new HashSet<>())
                        .add(row.text("column_name"))));
        return schema;
    }
}
