package dev.trent.store;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The database, its time limits and its number of connections.
///
/// All settings except the URL are for PostgreSQL. A SQLite file needs no waiting and has one writer.
///
/// @param url `jdbc:sqlite:/path/trent.db` or `jdbc:postgresql://host/database?user=…&password=…`
/// @param connections the most connections for transactions; one more holds the claim to the database
/// @param startWait how long opening waits for a server that cannot be reached
/// @param statementTimeout how long one statement may take before the server ends it
/// @param silenceMax how long the database may be silent; after that it counts as lost
/// @param takeover how long a server waits before it takes over a used database; after that, another server
///     that has lost its claim knows it
public record DatabaseSettings(
        String url,
        int connections,
        Duration startWait,
        Duration statementTimeout,
        Duration silenceMax,
        Duration takeover) {
    private static final Logger LOG = LoggerFactory.getLogger(DatabaseSettings.class);

    /// The default number of connections.
    public static final int CONNECTIONS = 10;

    /// The default time for a statement.
    public static final Duration STATEMENT_TIMEOUT = Duration.ofSeconds(15);

    /// The usual longest silence.
    public static final Duration SILENCE_MAX = Duration.ofSeconds(1);

    /// This is longer than a lease, because a server that has lost its claim may still answer until the end of
    /// its lease.
    public static final Duration TAKEOVER = Duration.ofMillis(2500);

    /// Refuses settings that would make every call fail.
    public DatabaseSettings {
        if (connections < 1) {
            throw new IllegalArgumentException("There must be at least one connection to the database.");
        }
        if (startWait.isNegative() || takeover.isNegative()) {
            throw new IllegalArgumentException("A wait for the database cannot be negative.");
        }
        if (statementTimeout.toMillis() < 1 || silenceMax.toMillis() < 1) {
            throw new IllegalArgumentException("The database must be given at least a millisecond.");
        }
    }

    /// Returns the usual settings for a command. A command does not wait for a database that is down.
    public static DatabaseSettings of(String url) {
        return new DatabaseSettings(url, CONNECTIONS, Duration.ZERO, STATEMENT_TIMEOUT, SILENCE_MAX, TAKEOVER);
    }

    /// Logs the warnings about a URL for the operator. Each process does this once, even if it opens the
    /// database several times.
    ///
    /// @param url null for none
    public static void warnOf(@Nullable String url) {
        String warning = url != null && url.startsWith(PostgresAddress.URL_PREFIX)
                ? PostgresAddress.of(url).warning()
                : null;
        if (warning != null) {
            LOG.warn("{}", warning);
        }
    }

    /// Returns these settings without the wait for a server that has lost its claim. Only for databases that no
    /// such server can use.
    DatabaseSettings withoutTakeover() {
        return new DatabaseSettings(url, connections, startWait, statementTimeout, silenceMax, Duration.ZERO);
    }

    /// Returns these settings with another longest silence.
    DatabaseSettings withSilenceMax(Duration other) {
        return new DatabaseSettings(url, connections, startWait, statementTimeout, other, takeover);
    }

    /// Returns everything except the URL, which may hold a password.
    @Override
    public String toString() {
        return "DatabaseSettings[connections=" + connections + ", startWait=" + startWait + ", statementTimeout="
                + statementTimeout + "]";
    }
}
