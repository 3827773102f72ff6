package dev.trent.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;
import org.sqlite.ProgressHandler;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/// Checks whether the pages of a SQLite file form a valid database.
final class SqliteCheck {
    private static final int PROBLEMS_MAX = 20;

    /// This many steps of SQLite's machine, or pages of a check, take much less than a millisecond.
    private static final int STEPS = 100;

    private final DataSource source;

    SqliteCheck(DataSource source) {
        this.source = source;
    }

    /// The result of a quick check.
    enum Verdict {
        SOUND,
        DAMAGED,
        UNFINISHED
    }

    /// Checks every page, but not whether indexes and tables agree.
    ///
    /// @param goOn asked repeatedly; the check ends when it returns false
    Verdict quick(BooleanSupplier goOn) {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            ProgressHandler.setHandler(connection, STEPS, handler(goOn));
            return problems(statement, "PRAGMA quick_check(1)").isEmpty() ? Verdict.SOUND : Verdict.DAMAGED;
        } catch (SQLException e) {
            return switch (primary(e)) {
                case SQLITE_INTERRUPT -> Verdict.UNFINISHED;
                case SQLITE_CORRUPT -> Verdict.DAMAGED;
                default -> throw Dialect.SQLITE.failed("The database could not be opened", e);
            };
        }
    }

    /// Checks every page, every index and every reference, and returns the problems.
    List<String> full() {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            List<String> problems = problems(statement, "PRAGMA integrity_check(" + PROBLEMS_MAX + ")");
            if (problems.isEmpty()) {
                problems = orphans(statement);
            }
            return List.copyOf(problems);
        } catch (SQLException e) {
            throw Dialect.SQLITE.failed("The database could not be checked", e);
        }
    }

    /// Returns the primary code of an extended code.
    static SQLiteErrorCode primary(SQLException failure) {
        return failure instanceof SQLiteException sqlite
                ? SQLiteErrorCode.getErrorCode(sqlite.getResultCode().code & 0xff)
                : SQLiteErrorCode.SQLITE_ERROR;
    }

    private static ProgressHandler handler(BooleanSupplier goOn) {
        return new ProgressHandler() {
            @Override
            protected int progress() {
                return goOn.getAsBoolean() ? 0 : 1;
            }
        };
    }

    private static List<String> problems(Statement statement, String check) throws SQLException {
        List<String> problems = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(check)) {
            while (rows.next()) {
                String problem = rows.getString(1);
                if (!problem.equals("ok")) {
                    problems.add(problem);
                }
            }
        }
        return problems;
    }

    private static List<String> orphans(Statement statement) throws SQLException {
        List<String> orphans = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery("PRAGMA foreign_key_check")) {
            while (rows.next() && orphans.size() < PROBLEMS_MAX) {
                orphans.add("a row of " + rows.getString("table") + " refers to one of " + rows.getString("parent")
                        + " that is not there");
            }
        }
        return orphans;
    }
}
