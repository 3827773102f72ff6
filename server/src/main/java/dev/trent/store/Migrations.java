package dev.trent.store;

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
    private Migrations() {}

    /// Applies the missing migrations, each file in its own transaction. Does nothing on a current schema.
    ///
    /// Nodes may start at the same time on PostgreSQL: Flyway holds an advisory lock while it applies.
    static void run(DataSource source, Dialect dialect) {
        Flyway flyway = Flyway.configure()
                .dataSource(source)
                .locations("classpath:db/migration")
                .placeholders(dialect.placeholders())
                // Flyway's own default forgives a schema that is newer than the program; we do not.
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

    /// Silences Flyway's messages; failures come as exceptions.
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
