package dev.trent.cli;

import java.time.Duration;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/// The options of a server that may be left as they are.
final class TuningOptions {
    @Option(
            names = "--idle-timeout",
            paramLabel = "TIME",
            description = "How long a connection may be silent between two requests.",
            defaultValue = "75s")
    private Duration idleTimeout = Duration.ZERO;

    @Option(
            names = "--request-timeout",
            paramLabel = "TIME",
            description = "How long a client may take to send a request, and again to take its answer.",
            defaultValue = "30s")
    private Duration requestTimeout = Duration.ZERO;

    @Option(
            names = "--cache-share",
            paramLabel = "PERCENT",
            description = "How much of the heap may be used to spare the database, in percent, 5 to 50.",
            defaultValue = "" + Tuning.CACHE_PERCENT)
    private int cachePercent = Tuning.CACHE_PERCENT;

    @Option(
            names = "--database-connections",
            paramLabel = "COUNT",
            description = "How many connections to PostgreSQL are used at most; one more holds the claim to it.",
            defaultValue = "10")
    private int databaseConnections;

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
    private Duration databaseTimeout = Duration.ZERO;

    @Option(
            names = "--log-level",
            paramLabel = "LEVEL",
            description = "What is logged to standard error: ${COMPLETION-CANDIDATES}.",
            defaultValue = "WARN")
    private LogLevel logLevel = LogLevel.WARN;

    LogLevel logLevel() {
        return logLevel;
    }

    Tuning tuning(CommandSpec spec) {
        requirePositive(spec, "--database-connections", databaseConnections);
        requirePositive(spec, "--idle-timeout", idleTimeout.toMillis());
        requirePositive(spec, "--request-timeout", requestTimeout.toMillis());
        requirePositive(spec, "--database-timeout", databaseTimeout.toMillis());
        if (cachePercent < Tuning.CACHE_PERCENT_MIN || cachePercent > Tuning.CACHE_PERCENT_MAX) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--cache-share is a percentage of the heap from " + Tuning.CACHE_PERCENT_MIN + " to "
                            + Tuning.CACHE_PERCENT_MAX + ", not " + cachePercent + ".");
        }
        return new Tuning(
                idleTimeout, requestTimeout, cachePercent, databaseConnections, databaseWait, databaseTimeout);
    }

    static void requirePositive(CommandSpec spec, String option, long value) {
        if (value < 1) {
            throw new ParameterException(spec.commandLine(), option + " must be more than nothing.");
        }
    }
}
