package dev.trent.store;

/// Turns one row of a result into a fact.
@FunctionalInterface
public interface RowMapper<T> {
    /// Returns the fact in a row. The method must not keep the row, because it is a cursor.
    T map(Row row);
}
