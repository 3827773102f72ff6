package dev.trent.store;

import static java.util.Map.entry;

import java.io.FileNotFoundException;
import java.security.GeneralSecurityException;
import java.sql.SQLException;
import java.util.Map;
import java.util.Objects;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/// All SQL differences between the two engines.
enum Dialect {
    // IMMEDIATE takes the write lock at once. Otherwise, a transaction may read first, fail to get the lock,
    // and lose its work.
    SQLITE("BEGIN DEFERRED", "BEGIN IMMEDIATE"),
    POSTGRESQL("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", "BEGIN ISOLATION LEVEL SERIALIZABLE READ WRITE");

    /// Begins a transaction that sees one snapshot.
    final String beginRead;

    /// Begins a transaction that is isolated from all others.
    final String beginWrite;

    Dialect(String beginRead, String beginWrite) {
        this.beginRead = beginRead;
        this.beginWrite = beginWrite;
    }

    /// Returns the values of the migrations' placeholders `${…}`.
    Map<String, String> placeholders() {
        return switch (this) {
            // STRICT tables check the types of columns, and know only these names of types. SQLite compares
            // text as bytes by default.
            case SQLITE ->
                Map.ofEntries(
                        entry("text", "TEXT"),
                        entry("bytes", "BLOB"),
                        entry("long", "INTEGER"),
                        entry("flag", "INTEGER"),
                        entry("strict", "STRICT"));
            // Byte order, for every locale of the database: a page of keys must continue where the last page
            // ended.
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
    RuntimeException refused(SQLException failure) {
        SQLException cause = Objects.requireNonNullElse(sqlCause(failure), failure);
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

    /// Returns the exception for any other failure: the failed action, and the cause in our words if the driver
    /// tells it.
    StoreException failed(String what, Throwable failure) {
        SQLException cause = sqlCause(failure);
        if (cause == null) {
            return new StoreException(what + ".", failure);
        }
        String why = switch (this) {
            case SQLITE -> reasonOfSqlite(cause);
            case POSTGRESQL -> reasonOfPostgres(state(cause));
        };
        return new StoreException(what + ": " + why + ".", cause);
    }

    /// Returns whether the same statement may succeed later: the server is down, starting, or has too many
    /// connections.
    static boolean isTransient(SQLException failure) {
        String state = state(failure);
        return (state.startsWith("08") && !isOfTls(failure)) || state.startsWith("57P") || state.equals("53300");
    }

    /// Returns whether the server did not prove its name, or does not speak TLS.
    static boolean isOfTls(SQLException failure) {
        if (state(failure).equals("08004")) {
            return true;
        }
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SSLException
                    || cause instanceof GeneralSecurityException
                    || cause instanceof FileNotFoundException) {
                return true;
            }
        }
        return false;
    }

    private static String reasonOfSqlite(SQLException cause) {
        return switch (SqliteCheck.primary(cause)) {
            case SQLITE_BUSY -> "it is busy, another process is writing to its file";
            case SQLITE_FULL -> "the disk is full; free some space";
            case SQLITE_NOTADB -> "its file is not a SQLite database; restore it from a backup (docs/operate.md)";
            case SQLITE_CORRUPT -> "its file is damaged; restore it from a backup (docs/operate.md)";
            case SQLITE_READONLY -> "its file, its folder or the disk is read-only";
            case SQLITE_CANTOPEN, SQLITE_PERM, SQLITE_AUTH ->
                "its file or folder may not be used by this user; see who owns them";
            case SQLITE_IOERR -> reasonOfInputOutput(code(cause));
            default -> code(cause).name();
        };
    }

    private static String reasonOfInputOutput(SQLiteErrorCode code) {
        return switch (code) {
            // The codes of SQLite when it needs more room on the disk.
            case SQLITE_IOERR_SHMSIZE, SQLITE_IOERR_SHMOPEN, SQLITE_IOERR_SHMMAP, SQLITE_IOERR_TRUNCATE ->
                "the disk has no room for the files beside the database; free some space (" + code.name() + ")";
            default -> "the disk is full or gives errors; see the log of the system (" + code.name() + ")";
        };
    }

    private static String reasonOfPostgres(String state) {
        // The first two characters are the class of the error: PostgreSQL manual, appendix A.
        String why = switch (state.substring(0, 2)) {
            case "08" -> "the server cannot be reached";
            case "28" -> "the server does not accept the user or the password";
            case "3D" -> "the server has no such database";
            case "42" -> "the user may not do it, or something is missing";
            case "53" ->
                switch (state) {
                    case "53100" -> "the server's disk is full";
                    case "53300" -> "the server has no connection left";
                    default -> "the server has no room";
                };
            case "25" -> "the server is a standby or read-only";
            case "57" -> state.equals("57014") ? "it took too long" : "the server ended it";
            case "XX" -> "what the server has stored is damaged";
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

    /// Returns the deepest SQL error, because the pool wraps the driver's exception in its own.
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
