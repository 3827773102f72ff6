package dev.trent.cli;

import dev.trent.crypto.Argon2id;
import dev.trent.http.Limits;
import dev.trent.identity.PasswordHashes;
import dev.trent.store.DatabaseSettings;
import java.time.Duration;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/// The capacity and the waiting times of a server, as options with defaults.
///
/// A command without these options does not wait for a database, because a user waits for the command.
final class Tuning {
    /// The default share of the heap for the caches, in percent.
    static final int CACHE_PERCENT = 35;

    private static final int CACHE_PERCENT_MIN = 5;

    /// Requests in progress need the other half.
    private static final int CACHE_PERCENT_MAX = 50;

    @Option(
            names = "--idle-timeout",
            paramLabel = "TIME",
            description = "How long a connection may be silent between two requests.",
            defaultValue = "75s")
    private Duration idleTimeout = Limits.defaults().idleTimeout();

    @Option(
            names = "--request-timeout",
            paramLabel = "TIME",
            description = "How long a client may take to send a request, and again to take its answer.",
            defaultValue = "30s")
    private Duration requestTimeout = Limits.defaults().readTimeout();

    @Option(
            names = "--cache-share",
            paramLabel = "PERCENT",
            description = "How much of the heap may be used to spare the database, in percent, 5 to 50.",
            defaultValue = "" + CACHE_PERCENT)
    private int cachePercent = CACHE_PERCENT;

    @Option(
            names = "--database-connections",
            paramLabel = "COUNT",
            description = "How many connections to PostgreSQL are used at most; one more holds the claim to it.",
            defaultValue = "10")
    private int databaseConnections = DatabaseSettings.CONNECTIONS;

    @Option(
            names = "--database-wait",
            paramLabel = "TIME",
            description = "How long a start waits for PostgreSQL while it cannot be reached.",
            defaultValue = "60s")
    private Duration databaseWait = Duration.ZERO;

    @Option(
            names = "--database-timeout",
            paramLabel = "TIME",
            description = "How long PostgreSQL may take for a statement, waiting for locks included.",
            defaultValue = "15s")
    private Duration databaseTimeout = DatabaseSettings.STATEMENT_TIMEOUT;

    @Option(
            names = "--log-level",
            paramLabel = "LEVEL",
            description = "What is logged to standard error: ${COMPLETION-CANDIDATES}.",
            defaultValue = "WARN")
    private LogLevel logLevel = LogLevel.WARN;

    @Mixin
    private final TrailExport trailExport = new TrailExport();

    @Mixin
    private LogStreaming logStreaming = new LogStreaming();

    @Mixin
    private LogKeeping logKeeping = new LogKeeping();

    private Duration takeover = DatabaseSettings.TAKEOVER;
    private Argon2id passwordHash = PasswordHashes.STRONG;

    /// Refuses settings that would let no work be done.
    ///
    /// @param spec the specification of the command that refuses
    void check(CommandSpec spec) {
        requirePositive(spec, "--database-connections", databaseConnections);
        requirePositive(spec, "--idle-timeout", idleTimeout.toMillis());
        requirePositive(spec, "--request-timeout", requestTimeout.toMillis());
        requirePositive(spec, "--database-timeout", databaseTimeout.toMillis());
        logKeeping.check(spec);
        logStreaming.check(spec);
        trailExport.check(spec);
        if (cachePercent < CACHE_PERCENT_MIN || cachePercent > CACHE_PERCENT_MAX) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--cache-share is a percentage of the heap from " + CACHE_PERCENT_MIN + " to " + CACHE_PERCENT_MAX
                            + ", not " + cachePercent + ".");
        }
    }

    Duration idleTimeout() {
        return idleTimeout;
    }

    Duration requestTimeout() {
        return requestTimeout;
    }

    int cachePercent() {
        return cachePercent;
    }

    LogStreaming logStreaming() {
        return logStreaming;
    }

    LogKeeping logKeeping() {
        return logKeeping;
    }

    /// Returns what audit records show of encryption contexts.
    AuditContext auditContext() {
        return logKeeping.context();
    }

    /// Returns where the files of trails are copied to.
    TrailExport trailExport() {
        return trailExport;
    }

    LogLevel logLevel() {
        return logLevel;
    }

    /// Returns how to use a database.
    DatabaseSettings database(String url) {
        return new DatabaseSettings(
                url, databaseConnections, databaseWait, databaseTimeout, DatabaseSettings.SILENCE_MAX, takeover);
    }

    /// Keeps and sends the audit log in another way.
    Tuning with(LogKeeping keeping, LogStreaming streaming) {
        logKeeping = keeping;
        logStreaming = streaming;
        return this;
    }

    /// Leaves out the wait for a server that has lost its claim. Only for databases that no such server can use.
    Tuning withoutTakeover() {
        takeover = Duration.ZERO;
        return this;
    }

    /// Returns how to hash console passwords.
    Argon2id passwordHash() {
        return passwordHash;
    }

    /// Hashes console passwords in another way.
    ///
    /// SAFE: no option leads here. Only tests call it.
    Tuning hashingBy(Argon2id other) {
        passwordHash = other;
        return this;
    }

    static void requirePositive(CommandSpec spec, String option, long value) {
        if (value < 1) {
            throw new ParameterException(spec.commandLine(), option + " must be more than nothing.");
        }
    }
}
