package dev.trent.cli;

import dev.trent.http.Limits;
import dev.trent.store.DatabaseSettings;
import java.time.Duration;

/// How much a server takes on, and how long it waits; each has a default that suits most.
///
/// @param limits what clients may cost
/// @param databaseConnections the most connections to PostgreSQL for transactions
/// @param databaseWait how long a start waits for PostgreSQL
/// @param databaseTimeout how long PostgreSQL may take for a statement
record Tuning(Limits limits, int databaseConnections, Duration databaseWait, Duration databaseTimeout) {

    /// Returns the defaults of all but the wait: a command with a user before it does not wait.
    static Tuning usual() {
        return new Tuning(
                Limits.defaults(), DatabaseSettings.CONNECTIONS, Duration.ZERO, DatabaseSettings.STATEMENT_TIMEOUT);
    }

    /// Returns how to use a database.
    DatabaseSettings database(String url) {
        return new DatabaseSettings(url, databaseConnections, databaseWait, databaseTimeout, DatabaseSettings.TAKEOVER);
    }
}
