package dev.trent.store;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// The key of the row codes, in the table `row_key`, and the work on all rows together.
final class RowKey {
    private static final String NAME = "rows";
    private static final int PAGE = 500;

    private RowKey() {}

    /// Opens the key. Makes it if the database has no rows with codes and no rows that should have codes.
    ///
    /// @return null if there are rows but no key, because an older Trent wrote them
    /// @throws StoreException if the key is missing although there are codes
    static @Nullable RowCodes open(Store store, RowSeal seal, List<Table> tables) {
        boolean empty = store.read(tx -> isEmpty(tx, tables));
        byte[] wrapped = empty ? store.write(tx -> make(tx, seal)) : store.read(RowKey::find);
        if (wrapped != null) {
            return new RowCodes(seal.open(name(store), wrapped));
        }
        store.read(tx -> {
            refuseCodes(tx, tables);
            return tables;
        });
        return null;
    }

    /// Makes the key, and computes the code of every row in its present form.
    ///
    /// @return the number of rows, by table
    /// @throws StoreException if there is a key, or a code
    static SortedMap<String, Long> adopt(Tx tx, RowSeal seal, List<Table> tables) {
        if (find(tx) != null) {
            throw new StoreException("The rows of this database are authenticated already.");
        }
        refuseCodes(tx, tables);
        RowCodes codes = new RowCodes(seal.open(name(tx), make(tx, seal)));
        SortedMap<String, Long> adopted = new TreeMap<>();
        for (Table table : tables) {
            String update = "UPDATE " + table + " SET " + Table.MAC + " = ?" + table.whereKey();
            each(tx, table, (values, _) -> {
                List<@Nullable Object> arguments = new ArrayList<>();
                arguments.add(codes.of(table, values));
                arguments.addAll(values.subList(0, table.key().size()));
                var _ = tx.run(update, arguments.toArray());
                adopted.merge(table.name(), 1L, Long::sum);
            });
        }
        return adopted;
    }

    /// Returns the names of rows with a wrong code.
    ///
    /// @param max the most names to return
    static List<String> forged(Tx tx, RowCodes codes, List<Table> tables, int max) {
        List<String> forged = new ArrayList<>();
        for (Table table : tables) {
            each(tx, table, (values, mac) -> {
                if (!codes.isGenuine(table, values, mac) && forged.size() < max) {
                    forged.add(table.described(values));
                }
            });
        }
        return List.copyOf(forged);
    }

    /// Passes on all rows of a table, page by page in the order of the primary key.
    private static void each(Tx tx, Table table, BiConsumer<List<@Nullable Object>, byte @Nullable []> work) {
        Table.Named row = table.as("r");
        List<String> key = table.key().stream().map(Column::name).toList();
        String order = String.join(", ", key);
        String behind = " WHERE (" + order + ") > (?" + ", ?".repeat(key.size() - 1) + ")";
        String select = "SELECT " + row.columns() + " FROM " + row;
        List<@Nullable Object> last = List.of();
        List<Read> page;
        do {
            page = tx.list(
                    select + (last.isEmpty() ? "" : behind) + " ORDER BY " + order + " LIMIT " + PAGE,
                    answer -> new Read(
                            RowCodes.values(table, answer, row.prefix()), answer.bytesOrNull(row.prefix() + Table.MAC)),
                    last.toArray());
            page.forEach(read -> work.accept(read.values, read.mac));
            last = page.isEmpty() ? last : page.getLast().values.subList(0, key.size());
        } while (page.size() == PAGE);
    }

    @SuppressWarnings("ArrayRecordComponent") // goes from one row to one verification, is never compared
    private record Read(List<@Nullable Object> values, byte @Nullable [] mac) {}

    private static boolean isEmpty(Tx tx, List<Table> tables) {
        return tables.stream().noneMatch(table -> holds(tx, table, ""));
    }

    /// Refuses codes without a key, because nobody can verify them. New codes would make forged rows genuine.
    private static void refuseCodes(Tx tx, List<Table> tables) {
        if (tables.stream().anyMatch(table -> holds(tx, table, " WHERE " + Table.MAC + " IS NOT NULL"))) {
            throw new StoreException("The database has authenticated rows, and somebody has removed the key that"
                    + " verifies them: restore a backup (docs/operate.md).");
        }
    }

    private static boolean holds(Tx tx, Table table, String where) {
        return tx.first("SELECT 1 AS one FROM " + table + where + " LIMIT 1", row -> row.number("one")) != null;
    }

    private static byte @Nullable [] find(Tx tx) {
        return tx.first("SELECT wrapped FROM row_key WHERE name = ?", row -> row.bytes("wrapped"), NAME);
    }

    private static byte[] make(Tx tx, RowSeal seal) {
        byte[] wrapped = seal.draw(name(tx));
        var _ = tx.run("DELETE FROM row_key");
        var _ = tx.run("INSERT INTO row_key (name, wrapped) VALUES (?, ?)", NAME, wrapped);
        return wrapped;
    }

    /// The name contains the partition, so the key also fixes the partition of the database.
    private static String name(Store store) {
        return NAME + " of " + store.partition();
    }

    private static String name(Tx tx) {
        return NAME + " of " + tx.partition();
    }
}
