package dev.trent.operator;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The options of every operator's command: the installation, and the place for the answer. They are not sent
/// over the control socket.
final class OperatorOptions {
    /// The mixin's name.
    static final String NAME = "operatorOptions";

    @Option(
            names = "--data",
            description = "The data folder; what only looks takes that of 'trent dev' unless told another.")
    @Nullable
    Path data;

    @Option(
            names = "--database",
            description = "A PostgreSQL database, jdbc:postgresql://…; a running server uses its own.")
    @Nullable
    String database;

    @Option(names = "--config", description = "A properties file with further settings.")
    @SuppressWarnings("UnusedVariable") // SettingsProvider reads it from the command line
    private @Nullable Path config;

    @Option(
            names = "--out",
            description = "A new file for the answer, which only you may read; default is the terminal.")
    @Nullable
    Path out;
}
