package dev.trent.store;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A table with rows that give rights. Each row has a code (`mac`) over the columns that matter.
///
/// Statements insert and change its rows through [Tx#insert] and [Tx#update], and read them with the columns of
/// [Named] and [Row#of]. `docs/spec/authenticated-rows.md` defines the form of the code.
public final class Table {
    /// The column of the codes.
    static final String MAC = "mac";

    private static final String LABEL = "trent/v1/row";
    private static final int MESSAGE_BYTES = 512;

    private final String name;
    private final int keyColumns;
    private final List<Column> columns;
    private final Map<String, Integer> places = new HashMap<>();
    private final List<String> columnNames;
    private final String whereKey;
    private final Named looked;
    private final String lookUp;
    private final String insertion;

    private Table(String name, int keyColumns, List<Column> columns) {
        this.name = name;
        this.keyColumns = keyColumns;
        this.columns = List.copyOf(columns);
        for (Column column : columns) {
            places.put(column.name(), places.size());
        }
        this.columnNames = columns.stream().map(Column::name).toList();
        this.whereKey = key().stream()
                .map(column -> column.name() + " = ?")
                .collect(Collectors.joining(" AND ", " WHERE ", ""));
        this.looked = as("r");
        this.lookUp = "SELECT " + looked.columns() + " FROM " + looked + whereKey;
        this.insertion = "INSERT INTO " + name + " (" + String.join(", ", columnNames) + ", " + MAC + ") VALUES (?"
                + ", ?".repeat(columnNames.size()) + ")";
    }

    /// Declares a table by its primary key. Its columns are texts unless they have another type.
    ///
    /// @param key the columns of the primary key; a column that is not a text has its type after a colon:
    ///     `version:N`
    public static Table of(String name, String... key) {
        return new Table(name, key.length, Arrays.stream(key).map(Table::column).toList());
    }

    /// Declares the other columns that matter, in the same form.
    public Table with(String... others) {
        List<Column> all = new ArrayList<>(columns);
        Arrays.stream(others).map(Table::column).forEach(all::add);
        return new Table(name, keyColumns, all);
    }

    private static Column column(String declared) {
        int colon = declared.indexOf(':');
        if (colon < 0) {
            return new Column(declared, Column.Type.TEXT);
        }
        for (Column.Type type : Column.Type.values()) {
            if (declared.endsWith(":" + type.letter)) {
                return new Column(declared.substring(0, colon), type);
            }
        }
        throw new AssertionError("\"" + declared + "\" has no type.");
    }

    /// Returns the table with another name for a statement.
    public Named as(String alias) {
        return new Named(this, alias);
    }

    /// Returns the row of a primary key, for a look-up or a change.
    public At at(Object... key) {
        if (key.length != keyColumns) {
            throw new AssertionError(name + " has " + keyColumns + " columns in its primary key.");
        }
        List<Object> stored = new ArrayList<>(key.length);
        for (int i = 0; i < key.length; i++) {
            stored.add(Objects.requireNonNull(columns.get(i).stored(key[i])));
        }
        return new At(this, stored, List.of(), List.of());
    }

    /// A table in a statement. Its text is the part after `FROM` or `JOIN`.
    public record Named(Table table, String alias) {
        /// Returns the columns for `SELECT`, which [Row#of] reads.
        public String columns() {
            return Stream.concat(table.columnNames().stream(), Stream.of(MAC))
                    .map(column -> alias + "." + column + " AS " + prefix() + column)
                    .collect(Collectors.joining(", "));
        }

        String prefix() {
            return alias + "_";
        }

        @Override
        public String toString() {
            return table.name + " " + alias;
        }
    }

    /// A row by its primary key, with its new values.
    public record At(Table table, List<Object> key, List<String> changed, List<@Nullable Object> values) {
        /// Keeps its own copies.
        public At {
            key = List.copyOf(key);
            changed = List.copyOf(changed);
            values = Collections.unmodifiableList(new ArrayList<>(values));
        }

        /// Sets a new value for a column that matters.
        public At set(String column, @Nullable Object value) {
            List<String> moreChanged = new ArrayList<>(changed);
            List<@Nullable Object> moreValues = new ArrayList<>(values);
            moreChanged.add(column);
            moreValues.add(value);
            return new At(table, key, moreChanged, moreValues);
        }
    }

    /// Returns the name.
    public String name() {
        return name;
    }

    /// Returns the names of the columns that matter, the primary key first.
    public List<String> columnNames() {
        return columnNames;
    }

    List<Column> columns() {
        return columns;
    }

    List<Column> key() {
        return columns.subList(0, keyColumns);
    }

    /// Returns the condition of the primary key.
    String whereKey() {
        return whereKey;
    }

    /// Returns the look-up of a row by its primary key, with the columns of [#looked].
    String lookUp() {
        return lookUp;
    }

    /// Returns the name of this table in [#lookUp].
    Named looked() {
        return looked;
    }

    /// Returns the statement that inserts a row with all columns and its code.
    String insertion() {
        return insertion;
    }

    /// Returns the place of a column that matters; null if there is no such column.
    @Nullable
    Integer place(String column) {
        return places.get(column);
    }

    int index(String column) {
        Integer place = place(column);
        if (place != null && place >= keyColumns) {
            return place;
        }
        throw new AssertionError("The table " + name + " has no column \"" + column + "\" that may be changed.");
    }

    /// Returns the values in the form of the database.
    List<@Nullable Object> stored(@Nullable Object... values) {
        if (values.length != columns.size()) {
            throw new AssertionError(name + " has " + columns.size() + " columns that matter.");
        }
        List<@Nullable Object> stored = new ArrayList<>(values.length);
        for (int i = 0; i < values.length; i++) {
            stored.add(columns.get(i).stored(values[i]));
        }
        return stored;
    }

    /// Returns the message that the code of a row covers.
    ///
    /// A null is left out. So a later version can add a column that is null in all existing rows.
    ///
    /// @param values in the form of the database, in the order of the columns
    byte[] message(List<@Nullable Object> values) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(MESSAGE_BYTES);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            text(out, LABEL);
            text(out, name);
            for (int i = 0; i < columns.size(); i++) {
                Object value = values.get(i);
                if (value != null) {
                    text(out, columns.get(i).name());
                    out.write(columns.get(i).type().letter);
                    block(out, bytes(value));
                }
            }
        } catch (IOException impossible) {
            throw new AssertionError("an array takes all bytes", impossible);
        }
        return bytes.toByteArray();
    }

    private static byte[] bytes(Object value) {
        return switch (value) {
            case String text -> text.getBytes(StandardCharsets.UTF_8);
            case Long number -> Long.toString(number).getBytes(StandardCharsets.US_ASCII);
            case byte[] bytes -> bytes;
            default -> throw new AssertionError("no value of a column");
        };
    }

    private static void text(DataOutputStream out, String text) throws IOException {
        block(out, text.getBytes(StandardCharsets.UTF_8));
    }

    private static void block(DataOutputStream out, byte[] bytes) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    /// Returns the name of a row in messages and records.
    String described(List<@Nullable Object> values) {
        StringBuilder text = new StringBuilder(name).append(" (");
        for (int i = 0; i < keyColumns; i++) {
            text.append(i == 0 ? "" : ", ")
                    .append(columns.get(i).name())
                    .append('=')
                    .append(values.get(i));
        }
        return text.append(')').toString();
    }

    @Override
    public String toString() {
        return name;
    }
}
