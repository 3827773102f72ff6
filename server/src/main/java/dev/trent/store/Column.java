package dev.trent.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A column that the code of a row covers.
record Column(String name, Type type) {
    /// The types of values. The codes of rows contain the letters, so they never change.
    enum Type {
        TEXT('T'),
        /// Also times, as milliseconds since 1970, and flags, as 0 or 1.
        NUMBER('N'),
        BYTES('B');

        final char letter;

        Type(char letter) {
            this.letter = letter;
        }
    }

    /// Returns a value in the form of the database: a `String`, a `Long` or a `byte[]`.
    ///
    /// @param value in a form that [Tx] accepts
    @Nullable
    Object stored(@Nullable Object value) {
        Object stored = switch (value) {
            case null -> null;
            case Integer number -> Long.valueOf(number);
            case Instant instant -> Long.valueOf(instant.toEpochMilli());
            case Boolean flag -> Long.valueOf(flag ? 1 : 0);
            case Object other -> other;
        };
        boolean fits = stored == null
                || switch (type) {
                    case TEXT -> stored instanceof String;
                    case NUMBER -> stored instanceof Long;
                    case BYTES -> stored instanceof byte[];
                };
        if (stored != null && !fits) {
            throw new AssertionError(
                    "The column " + name + " takes no " + stored.getClass().getSimpleName() + ".");
        }
        return stored;
    }

    /// Reads the value from the current row of a result.
    ///
    /// @param place of the column in the result
    @Nullable
    Object of(ResultSet results, int place) throws SQLException {
        return switch (type) {
            case TEXT -> results.getString(place);
            case NUMBER -> {
                long number = results.getLong(place);
                yield results.wasNull() ? null : number;
            }
            case BYTES -> results.getBytes(place);
        };
    }
}
