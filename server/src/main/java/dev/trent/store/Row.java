package dev.trent.store;

import dev.trent.aws.Partition;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The current row of a result, or the verified part of it. Columns are read by name.
///
/// Every method throws [StoreException] if there is no such column. Methods without `OrNull` also throw it if
/// the column is null.
public final class Row {
    private final ResultSet results;
    private final Partition partition;
    private final @Nullable RowCodes codes;

    /// The verified part of the row: it is read once, and its columns have no other source. Null for the whole row.
    private final @Nullable Part part;

    private record Part(Table table, List<@Nullable Object> values) {}

    /// @param codes verifies rows; null as long as nothing can be verified
    Row(ResultSet results, Partition partition, @Nullable RowCodes codes) {
        this(results, partition, codes, null);
    }

    private Row(ResultSet results, Partition partition, @Nullable RowCodes codes, @Nullable Part part) {
        this.results = results;
        this.partition = partition;
        this.codes = codes;
        this.part = part;
    }

    /// Returns the part of this row that belongs to a table, after the check of its code. The part's columns
    /// have their own names.
    ///
    /// @param named the statement selects its [Table.Named#columns]
    /// @throws ForgedRowException if this installation did not write the row in this form
    public Row of(Table.Named named) {
        RowCodes verifying = codes(named);
        return part(named, verifying.verified(named.table(), this, named.prefix()));
    }

    /// As [#of], for the row of a primary key. It also checks that the database returned the row of this key.
    public Row of(Table.At at, Table.Named named) {
        RowCodes verifying = codes(named);
        return part(named, verifying.verified(at, this, named.prefix()));
    }

    private Row part(Table.Named named, List<@Nullable Object> values) {
        return new Row(results, partition, codes, new Part(named.table(), values));
    }

    private RowCodes codes(Table.Named named) {
        if (codes == null) {
            throw new AssertionError("The rows of " + named + " are read before they can be verified.");
        }
        return codes;
    }

    /// As [#of], after a `LEFT JOIN`; null if the table has no such row.
    public @Nullable Row ofOrNull(Table.Named named) {
        boolean missing = RowCodes.values(named.table(), this, named.prefix()).stream()
                .limit(named.table().key().size())
                .allMatch(Objects::isNull);
        return missing ? null : of(named);
    }

    /// Returns the partition of everything in the database.
    public Partition partition() {
        return partition;
    }

    /// Returns a text column.
    public String text(String column) {
        return present(column, textOrNull(column));
    }

    /// Returns a text column that may be null.
    public @Nullable String textOrNull(String column) {
        if (part != null) {
            return (String) verified(part, column);
        }
        try {
            return results.getString(column);
        } catch (SQLException e) {
            throw unreadable(column, e);
        }
    }

    /// Returns a whole number.
    public long number(String column) {
        return present(column, numberOrNull(column));
    }

    /// Returns a whole number that may be null.
    public @Nullable Long numberOrNull(String column) {
        if (part != null) {
            return (Long) verified(part, column);
        }
        try {
            long number = results.getLong(column);
            return results.wasNull() ? null : number;
        } catch (SQLException e) {
            throw unreadable(column, e);
        }
    }

    /// Returns a column of bytes. The caller may change the array.
    public byte[] bytes(String column) {
        return present(column, bytesOrNull(column));
    }

    /// Returns a column of bytes that may be null. The caller may change the array.
    public byte @Nullable [] bytesOrNull(String column) {
        if (part != null) {
            byte[] bytes = (byte[]) verified(part, column);
            return bytes == null ? null : bytes.clone();
        }
        try {
            return results.getBytes(column);
        } catch (SQLException e) {
            throw unreadable(column, e);
        }
    }

    /// Returns a flag: 0 is false, 1 is true, and there is no other value.
    public boolean flag(String column) {
        long number = number(column);
        if (number != 0 && number != 1) {
            throw new StoreException("Column \"" + column + "\" is not a flag: it is neither 0 nor 1.");
        }
        return number == 1;
    }

    /// Returns a point in time, stored as milliseconds since 1970-01-01T00:00Z.
    public Instant instant(String column) {
        return Instant.ofEpochMilli(number(column));
    }

    /// Returns a point in time that may be null.
    public @Nullable Instant instantOrNull(String column) {
        Long milliseconds = numberOrNull(column);
        return milliseconds == null ? null : Instant.ofEpochMilli(milliseconds);
    }

    private static @Nullable Object verified(Part part, String column) {
        Integer place = part.table.place(column);
        if (place == null) {
            throw new StoreException("Column \"" + column + "\" could not be read.");
        }
        return part.values.get(place);
    }

    /// Returns the place of a column in the result.
    int place(String column) {
        try {
            return results.findColumn(column);
        } catch (SQLException e) {
            throw unreadable(column, e);
        }
    }

    /// Returns the value at a place, in the form of the database.
    @Nullable
    Object at(int place, Column column) {
        try {
            return column.of(results, place);
        } catch (SQLException e) {
            throw unreadable(column.name(), e);
        }
    }

    private static <T> T present(String column, @Nullable T value) {
        if (value == null) {
            throw new StoreException("Column \"" + column + "\" is null where a value must be.");
        }
        return value;
    }

    private static StoreException unreadable(String column, SQLException cause) {
        return new StoreException("Column \"" + column + "\" could not be read.", cause);
    }
}
