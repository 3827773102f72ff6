package dev.trent.store;

import dev.trent.aws.Partition;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The current row of an answer, read by column name.
///
/// Every method throws [StoreException] when there is no such column, and those that do not end in `OrNull`
/// also when the column is null.
public final class Row {
    private final ResultSet results;
    private final Partition partition;

    Row(ResultSet results, Partition partition) {
        this.results = results;
        this.partition = partition;
    }

    /// Returns the partition of all that the database holds.
    public Partition partition() {
        return partition;
    }

    /// Returns a text column.
    public String text(String column) {
        return present(column, textOrNull(column));
    }

    /// Returns a text column that may be null.
    public @Nullable String textOrNull(String column) {
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
        try {
            long number = results.getLong(column);
            return results.wasNull() ? null : number;
        } catch (SQLException e) {
            throw unreadable(column, e);
        }
    }

    /// Returns a column of bytes; the array is the caller's.
    public byte[] bytes(String column) {
        try {
            return present(column, results.getBytes(column));
        } catch (SQLException e) {
            throw unreadable(column, e);
        }
    }

    /// Returns a flag: 0 is false, 1 is true, and there is no third.
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
