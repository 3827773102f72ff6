package dev.trent.store;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/// Brings a database to the newest schema.
final class Migrations {
    private Migrations() {}

    static void run(DataSource source, Dialect dialect) {
        try {
            Flyway.configure()
                    .dataSource(source)
                    .locations("classpath:db/migration")
                    .placeholders(dialect.placeholders())
                    .load()
                    .migrate();
        } catch (FlywayException e) {
            throw new StoreException("The database schema could not be brought up to date.", e);
        }
    }
}
