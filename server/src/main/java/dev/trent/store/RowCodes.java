package dev.trent.store;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Computes and verifies the codes of rows.
final class RowCodes {
    private final UnaryOperator<byte[]> code;

    /// @param code computes the code of a message
    RowCodes(UnaryOperator<byte[]> code) {
        this.code = code;
    }

    /// @param values in the form of the database, in the order of the columns
    byte[] of(Table table, List<@Nullable Object> values) {
        return code.apply(table.message(values));
    }

    /// Returns the values of a row, in the order of the columns.
    ///
    /// @param prefix of the column names in the result
    static List<@Nullable Object> values(Table table, Row row, String prefix) {
        List<Column> columns = table.columns();
        List<@Nullable Object> values = new ArrayList<>(columns.size());
        // [Table.Named#columns] names them one after the other. A look-up of each name would take longer than to read
        // it.
        int first = row.place(prefix + columns.getFirst().name());
        for (int i = 0; i < columns.size(); i++) {
            values.add(row.at(first + i, columns.get(i)));
        }
        return values;
    }

    /// Returns the values of a row, after the check of its code.
    ///
    /// @throws ForgedRowException if the code is wrong
    List<@Nullable Object> verified(Table table, Row row, String prefix) {
        List<@Nullable Object> values = values(table, row, prefix);
        if (!isGenuine(table, values, row.bytesOrNull(prefix + Table.MAC))) {
            throw new ForgedRowException(table.described(values));
        }
        return values;
    }

    /// Returns the values as the other method does, for the row of a primary key. It also checks that the
    /// database returned the row of this key.
    List<@Nullable Object> verified(Table.At at, Row row, String prefix) {
        List<@Nullable Object> values = verified(at.table(), row, prefix);
        if (!values.subList(0, at.key().size()).equals(at.key())) {
            throw new ForgedRowException(at.table().described(values));
        }
        return values;
    }

    boolean isGenuine(Table table, List<@Nullable Object> values, byte @Nullable [] mac) {
        return mac != null && MessageDigest.isEqual(of(table, values), mac);
    }
}
