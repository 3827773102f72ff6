package dev.trent.store;

import dev.trent.aws.Partition;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One transaction, for one thread. It is valid until the function that got it returns.
///
/// Statements have positional `?` parameters, each a `String`, `Long`, `Integer`, `byte[]`, `Instant` (stored
/// as milliseconds since 1970), `Boolean` (stored as 0 or 1) or null. One text serves both engines.
///
/// A failed statement ends the transaction: it is rolled back, and the caller cannot prevent this. Every later
/// statement throws the same exception. So does the surrounding `read` or `write`, even if its function returns
/// normally. PostgreSQL requires this, and SQLite must behave the same. If a row may exist already without an
/// error, use `INSERT … ON CONFLICT DO NOTHING` and check the number of rows.
public final class Tx {
    private final Statements statements;
    private final Dialect dialect;
    private Partition partition = Partition.AWS;
    private @Nullable RowCodes codes;
    private @Nullable RuntimeException failure;
    private boolean oneQuery;
    private boolean over;
    private final Set<Ref> changed = new LinkedHashSet<>();
    private final List<Runnable> committed = new ArrayList<>(1);

    Tx(Statements statements, Dialect dialect) {
        this.statements = statements;
        this.dialect = dialect;
    }

    /// Allows one query and nothing else.
    Tx ofOneQuery() {
        oneQuery = true;
        return this;
    }

    /// Sets the partition of everything in the database, and the verifier of rows.
    Tx of(Partition known, @Nullable RowCodes verifying) {
        partition = known;
        codes = verifying;
        return this;
    }

    /// Returns the partition of everything in the database.
    public Partition partition() {
        return partition;
    }

    /// Returns all rows of a query, in its order; the list cannot be changed.
    public <T> List<T> list(String sql, RowMapper<T> mapper, @Nullable Object... arguments) {
        return List.copyOf(rows(sql, 0, mapper, arguments));
    }

    /// Returns the first row of a query, or null if there is none.
    public <T> @Nullable T first(String sql, RowMapper<T> mapper, @Nullable Object... arguments) {
        List<T> rows = rows(sql, 1, mapper, arguments);
        return rows.isEmpty() ? null : rows.getFirst();
    }

    /// Runs a statement that is not a query and returns how many rows it changed.
    ///
    /// @throws DuplicateException if a unique key exists already
    public int run(String sql, @Nullable Object... arguments) {
        if (oneQuery) {
            throw new AssertionError("A change was asked for where only one query may be.");
        }
        return guarded(() -> statements.with(sql, statement -> {
            bind(statement, arguments);
            return statement.executeUpdate();
        }));
    }

    /// Inserts a row that gives rights, with its code.
    ///
    /// @param values the values of the columns that matter, in their order
    /// @throws DuplicateException if a unique key exists already
    public void insert(Table table, @Nullable Object... values) {
        List<@Nullable Object> stored = table.stored(values);
        stored.add(codes().of(table, stored));
        int _ = run(table.insertion(), stored.toArray());
    }

    /// Changes a row that gives rights. The row is verified first: a change must not make a forged row genuine.
    ///
    /// @return 1, or 0 if there is no such row
    /// @throws ForgedRowException if this installation did not write the row in this form
    public int update(Table.At at) {
        Table table = at.table();
        RowCodes verifying = codes();
        List<@Nullable Object> values = first(
                table.lookUp(),
                answer -> verifying.verified(at, answer, table.looked().prefix()),
                at.key().toArray());
        if (values == null) {
            return 0;
        }
        List<@Nullable Object> arguments = new ArrayList<>();
        StringBuilder sql = new StringBuilder("UPDATE ").append(table).append(" SET ");
        for (int i = 0; i < at.changed().size(); i++) {
            int index = table.index(at.changed().get(i));
            values.set(index, table.columns().get(index).stored(at.values().get(i)));
            sql.append(at.changed().get(i)).append(" = ?, ");
            arguments.add(values.get(index));
        }
        arguments.add(verifying.of(table, values));
        arguments.addAll(at.key());
        return run(sql.append(Table.MAC).append(" = ?").append(table.whereKey()).toString(), arguments.toArray());
    }

    /// Returns the row of a primary key, verified, or null if there is none.
    ///
    /// @throws ForgedRowException if this installation did not write the row in this form
    public <T> @Nullable T find(Table.At at, RowMapper<T> mapper) {
        Table table = at.table();
        return first(
                table.lookUp(),
                answer -> mapper.map(answer.of(at, table.looked())),
                at.key().toArray());
    }

    private RowCodes codes() {
        if (codes == null) {
            throw new AssertionError("Rows are written before they can have codes.");
        }
        return codes;
    }

    /// Declares that this transaction changes a thing. Its followers are told after the commit.
    public void changed(Ref ref) {
        changed.add(ref);
    }

    /// Runs an action after the whole transaction is stored. The action must not throw, read or write.
    public void afterCommit(Runnable action) {
        committed.add(action);
    }

    List<Runnable> committed() {
        return List.copyOf(committed);
    }

    /// Stores the declared changes, with the next numbers.
    List<Changes.Numbered> numbered() {
        List<Changes.Numbered> numbered = new ArrayList<>(changed.size());
        for (Ref ref : changed) {
            Long seq = first(
                    "INSERT INTO change (seq, ref) SELECT COALESCE(MAX(seq), 0) + 1, ? FROM change RETURNING seq",
                    row -> row.number("seq"),
                    ref.text());
            if (seq == null) {
                throw new AssertionError("a change was stored and has no number");
            }
            numbered.add(new Changes.Numbered(seq, ref));
        }
        return List.copyOf(numbered);
    }

    /// Returns why the transaction cannot continue, or null if it can.
    @Nullable
    RuntimeException failure() {
        return failure;
    }

    /// Makes every later use fail. Called when the function has returned.
    void end() {
        over = true;
    }

    /// One use of the connection.
    private interface Use<T> {
        T run() throws SQLException;
    }

    private <T> T guarded(Use<T> statement) {
        if (over) {
            throw new StoreException("The transaction is over: its Tx was kept too long.");
        }
        if (failure != null) {
            throw failure;
        }
        try {
            return statement.run();
        } catch (SQLException e) {
            failure = dialect.refused(e);
            throw failure;
        }
    }

    /// Returns the rows of a query.
    ///
    /// @param most the most rows; 0 for all
    private <T> List<T> rows(String sql, int most, RowMapper<T> mapper, @Nullable Object[] arguments) {
        List<T> all = guarded(() -> statements.with(sql, statement -> {
            bind(statement, arguments);
            statement.setMaxRows(most);
            List<T> rows = new ArrayList<>();
            try (ResultSet results = statement.executeQuery()) {
                Row row = new Row(results, partition, codes);
                while (results.next()) {
                    rows.add(mapper.map(row));
                }
            }
            return rows;
        }));
        if (oneQuery) {
            // A second query could see another state of the database.
            end();
        }
        return all;
    }

    /// SAFE: values may be key material. They are bound, and never part of a statement's text.
    private static void bind(PreparedStatement statement, @Nullable Object[] arguments) throws SQLException {
        for (int index = 0; index < arguments.length; index++) {
            bind(statement, index + 1, arguments[index]);
        }
    }

    private static void bind(PreparedStatement statement, int position, @Nullable Object value) throws SQLException {
        switch (value) {
            case null -> statement.setNull(position, Types.NULL);
            case String text -> statement.setString(position, text);
            case Long number -> statement.setLong(position, number);
            case Integer number -> statement.setLong(position, number);
            case byte[] bytes -> statement.setBytes(position, bytes);
            case Instant instant -> statement.setLong(position, instant.toEpochMilli());
            case Boolean flag -> statement.setInt(position, flag ? 1 : 0);
            default ->
                throw new IllegalArgumentException(
                        "A parameter cannot be of type \"" + value.getClass().getSimpleName() + "\".");
        }
    }
}
