package dev.trent.store;

import static java.util.Map.entry;

import java.sql.SQLException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

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
                Map.ofEntries(
                        entry("text", "TEXT"),
                        entry("bytes", "BLOB"),
                        entry("long", "INTEGER"),
                        entry("flag", "INTEGER"),
                        entry("strict", "STRICT"));
            // Byte order, whatever the locale of the database: a page of keys must go on where the last ended.
            case POSTGRESQL ->
                Map.ofEntries(
                        entry("text", "TEXT COLLATE \"C\""),
                        entry("bytes", "BYTEA"),
                        entry("long", "BIGINT"),
                        entry("flag", "SMALLINT"),
                        entry("strict", ""));
        };
    }

    /// Returns the exception for a statement that failed.
    RuntimeException refused(Throwable failure) {
        SQLException cause = sqlCause(failure);
        if (cause == null) {
            return new StoreException("The statement could not be run.", failure);
        }
        return switch (this) {
            case SQLITE ->
                switch (code(cause)) {
                    case SQLITE_CONSTRAINT_UNIQUE, SQLITE_CONSTRAINT_PRIMARYKEY -> new DuplicateException(cause);
                    default -> failed("The database refused a statement", cause);
                };
            case POSTGRESQL ->
                switch (state(cause)) {
                    case "23505" -> new DuplicateException(cause);
                    // serialization_failure, deadlock_detected
                    case "40001", "40P01" -> new ConflictException(cause);
                    default -> failed("The database refused a statement", cause);
                };
        };
    }

    /// Returns the exception for anything else: what failed, and in our words why, as far as the driver says.
    StoreException failed(String what, Throwable failure) {
        SQLException cause = sqlCause(failure);
        if (cause == null) {
            return new StoreException(what + ".", failure);
        }
        String why = switch (this) {
            case SQLITE -> reasonOfSqlite(code(cause));
            case POSTGRESQL -> reasonOfPostgres(state(cause));
        };
        return new StoreException(what + ": " + why + ".", cause);
    }

    private static String reasonOfSqlite(SQLiteErrorCode code) {
        return switch (code) {
            case SQLITE_BUSY, SQLITE_BUSY_RECOVERY, SQLITE_BUSY_SNAPSHOT, SQLITE_BUSY_TIMEOUT ->
                "it is busy, another process is writing to its file";
            case SQLITE_FULL -> "the disk is full";
            case SQLITE_NOTADB -> "its file is not a SQLite database";
            case SQLITE_CORRUPT -> "its file is damaged";
            default -> code.name();
        };
    }

    private static String reasonOfPostgres(String state) {
        // The first two characters are the class of the error: PostgreSQL manual, appendix A.
        String why = switch (state.substring(0, 2)) {
            case "08" -> "the server cannot be reached";
            case "28" -> "the server does not accept the user or the password";
            case "3D" -> "the server has no such database";
            case "53" -> "the server has no room";
            case "57" -> "the server ended it";
            default -> "the server gave a code";
        };
        return why + " (SQLSTATE " + state + ")";
    }

    private static SQLiteErrorCode code(SQLException cause) {
        return cause instanceof SQLiteException sqlite ? sqlite.getResultCode() : SQLiteErrorCode.SQLITE_ERROR;
    }

    private static String state(SQLException cause) {
        String state = cause.getSQLState();
        return state == null || state.length() != 5 ? "HY000" : state;
    }

    /// Returns the deepest SQL error: the pool wraps the driver's in one of its own.
    private static @Nullable SQLException sqlCause(Throwable failure) {
        SQLException found = null;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                found = sql;
            }
        }
        return found;
    }
}
