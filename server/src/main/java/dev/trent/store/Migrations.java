package dev.trent.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.StringJoiner;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.CoreErrorCode;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;
import org.flywaydb.core.api.logging.Log;
import org.flywaydb.core.api.logging.LogFactory;

/// Brings a database to the newest schema: the files `db/migration/V*.sql`, one set for both engines.
final class Migrations {
    /// The history of a current schema: each version, with the checksum of its file as Flyway computes it.
    static final String CURRENT = "1:92935674 2:-378422293 3:458724670 4:501187239 5:-1927784715 6:-1549015139"
            + " 7:-952978878 8:-2001686249 9:1076203448 10:-1587127480 11:-639409069 12:1770965113 13:1559201197"
            + " 14:-1349315312 15:449719178 16:422016437";

    private Migrations() {}

    /// Applies the missing migrations, each file in its own transaction. Does nothing on a current schema.
    ///
    /// Nodes may start at the same time on PostgreSQL: Flyway holds an advisory lock while it applies.
    static void run(DataSource source, Dialect dialect) {
        // Flyway takes a third of a second for the same check.
        if (!CURRENT.equals(history(source))) {
            migrate(source, dialect);
        }
    }

    /// Returns the applied migrations in their order. Empty if there is no history, or if it cannot be read;
    /// then Flyway reports the problem.
    static String history(DataSource source) {
        StringJoiner applied = new StringJoiner(" ");
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT version, checksum, success FROM flyway_schema_history ORDER BY installed_rank")) {
            while (rows.next()) {
                applied.add(
                        rows.getBoolean("success")
                                ? rows.getString("version") + ":" + rows.getString("checksum")
                                : "failed");
            }
            return applied.toString();
        } catch (SQLException unreadable) {
            return "";
        }
    }

    private static void migrate(DataSource source, Dialect dialect) {
        Flyway flyway = Flyway.configure()
                .dataSource(source)
                .locations("classpath:db/migration")
                .placeholders(dialect.placeholders())
                // By default, Flyway accepts a schema that is newer than the program. We do not.
                .ignoreMigrationPatterns(new String[0])
                .cleanDisabled(true)
                .load();
        LogFactory.setLogCreator(owner -> new Silence());
        try {
            flyway.migrate();
        } catch (FlywayException e) {
            throw explained(flyway, dialect, e);
        }
    }

    private static StoreException explained(Flyway flyway, Dialect dialect, FlywayException failure) {
        try {
            for (MigrationInfo applied : flyway.info().applied()) {
                if (applied.getState() == MigrationState.FUTURE_SUCCESS) {
                    return new StoreException(
                            "The database has schema version \"" + applied.getVersion()
                                    + "\", which a newer Trent wrote: start that version, or restore a backup.",
                            failure);
                }
            }
        } catch (FlywayException e) {
            failure.addSuppressed(e);
        }
        if (failure.getErrorCode() == CoreErrorCode.NON_EMPTY_SCHEMA_WITHOUT_SCHEMA_HISTORY_TABLE) {
            return new StoreException("The database is not empty, and what it holds is not Trent's.", failure);
        }
        return dialect.failed("The database schema could not be brought up to date", failure);
    }

    /// Silences Flyway's messages. Failures still come as exceptions.
    private static final class Silence implements Log {
        @Override
        public void debug(String message) {}

        @Override
        public void info(String message) {}

        @Override
        public void warn(String message) {}

        @Override
        public void error(String message) {}

        @Override
        public void error(String message, Exception e) {}

        @Override
        public void notice(String message) {}
    }
}
