package dev.trent.store;

/// Turns one row of an answer into a fact.
@FunctionalInterface
public interface RowMapper<T> {
    /// Returns the fact that the row holds; the row must not be kept, it is a cursor.
    T map(Row row);
}
