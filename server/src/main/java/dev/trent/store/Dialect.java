package dev.trent.store;

import java.sql.SQLException;
import java.util.Map;
import org.jdbi.v3.core.JdbiException;
import org.postgresql.util.PSQLState;
import org.sqlite.SQLiteErrorCode;

/// All in which the two engines differ in SQL.
enum Dialect {
    // IMMEDIATE takes the write lock at once: a transaction that first reads and then cannot get the
    // lock would have to be thrown away.
    SQLITE("BEGIN DEFERRED", "BEGIN IMMEDIATE"),
    POSTGRESQL("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", "BEGIN ISOLATION LEVEL SERIALIZABLE READ WRITE");

    /// Begins a transaction that sees one snapshot.
    final String beginRead;

    /// Begins a transaction that is as if it ran alone.
    final String beginWrite;

    Dialect(String beginRead, String beginWrite) {
        this.beginRead = beginRead;
        this.beginWrite = beginWrite;
    }

    /// Returns what the migrations' `${…}` stand for.
    Map<String, String> placeholders() {
        return switch (this) {
            // STRICT tables hold a column to its type, and know only these names of types. SQLite compares
            // text as bytes by itself.
            case SQLITE ->
                Map.of("text", "TEXT", "bytes", "BLOB", "long", "INTEGER", "flag", "INTEGER", "strict", "STRICT");
            // Byte order, whatever the locale of the database: a page of keys must go on where the last ended.
            case POSTGRESQL ->
                Map.of(
                        "text",
                        "TEXT COLLATE \"C\"",
                        "bytes",
                        "BYTEA",
                        "long",
                        "BIGINT",
                        "flag",
                        "SMALLINT",
                        "strict",
                        "");
        };
    }

    /// Says in our words why a statement failed.
    RuntimeException explained(JdbiException failure) {
        if (!(failure.getCause() instanceof SQLException cause)) {
            return new StoreException("The statement could not be run.", failure);
        }
        return switch (this) {
            case SQLITE -> explainedSqlite(cause);
            case POSTGRESQL -> explainedPostgres(cause);
        };
    }

    private static RuntimeException explainedSqlite(SQLException cause) {
        return switch (cause instanceof org.sqlite.SQLiteException sqlite
                ? sqlite.getResultCode()
                : SQLiteErrorCode.SQLITE_ERROR) {
            case SQLITE_CONSTRAINT_UNIQUE, SQLITE_CONSTRAINT_PRIMARYKEY -> new DuplicateException(cause);
            case SQLITE_BUSY, SQLITE_BUSY_RECOVERY, SQLITE_BUSY_SNAPSHOT, SQLITE_BUSY_TIMEOUT ->
                new StoreException("The database is busy: another process is writing to its file.", cause);
            case SQLITE_FULL -> new StoreException("The database cannot grow: the disk is full.", cause);
            default -> new StoreException("The database refused a statement.", cause);
        };
    }

    private static RuntimeException explainedPostgres(SQLException cause) {
        String state = String.valueOf(cause.getSQLState());
        if (state.equals(PSQLState.UNIQUE_VIOLATION.getState())) {
            return new DuplicateException(cause);
        }
        if (state.equals(PSQLState.SERIALIZATION_FAILURE.getState())
                || state.equals(PSQLState.DEADLOCK_DETECTED.getState())) {
            return new ConflictException(cause);
        }
        return new StoreException("The database refused a statement (SQLSTATE " + state + ").", cause);
    }
}
