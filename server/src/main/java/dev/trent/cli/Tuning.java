package dev.trent.cli;

import dev.trent.http.Limits;
import dev.trent.store.DatabaseSettings;
import java.time.Duration;

/// How much a server takes on, and how long it waits; each has a default that suits most.
///
/// @param idleTimeout how long a connection may be silent between two requests
/// @param requestTimeout how long a client may take to send a request, and again to take its answer
/// @param cachePercent how much of the heap what is kept in memory may take, in percent
/// @param databaseConnections the most connections to PostgreSQL for transactions
/// @param databaseWait how long a start waits for PostgreSQL
/// @param databaseTimeout how long PostgreSQL may take for a statement
record Tuning(
        Duration idleTimeout,
        Duration requestTimeout,
        int cachePercent,
        int databaseConnections,
        Duration databaseWait,
        Duration databaseTimeout) {
    /// The share of the heap for what is kept in memory, in percent, if nothing else is said.
    static final int CACHE_PERCENT = 35;

    static final int CACHE_PERCENT_MIN = 5;

    /// Requests in progress need the other half.
    static final int CACHE_PERCENT_MAX = 50;

    /// Returns the defaults of all but the wait: a command with a user before it does not wait.
    static Tuning usual() {
        return new Tuning(
                Limits.defaults().idleTimeout(),
                Limits.defaults().readTimeout(),
                CACHE_PERCENT,
                DatabaseSettings.CONNECTIONS,
                Duration.ZERO,
                DatabaseSettings.STATEMENT_TIMEOUT);
    }

    /// Returns how to use a database.
    DatabaseSettings database(String url) {
        return new DatabaseSettings(url, databaseConnections, databaseWait, databaseTimeout, DatabaseSettings.TAKEOVER);
    }
}
