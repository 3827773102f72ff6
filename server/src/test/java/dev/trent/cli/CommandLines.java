package dev.trent.cli;

import dev.trent.cli.Installation.Ran;
import dev.trent.operator.Surroundings;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import picocli.CommandLine;

/// A terminal of a user with a separate home folder.
public record CommandLines(Path home, Path folder, Map<String, String> more) {
    /// Makes a terminal with the home as its current folder, and no further environment.
    public CommandLines(Path home) {
        this(home, home, Map.of());
    }

    /// Returns options, set as on a command line.
    static <T> T parsed(T options, String... arguments) {
        new CommandLine(options)
                .registerConverter(Duration.class, new TimeConverter())
                .parseArgs(arguments);
        return options;
    }

    /// Returns where its commands are given.
    public Surroundings surroundings() {
        Map<String, String> environment = new HashMap<>(more);
        environment.put("HOME", home.toString());
        return new Surroundings(environment, folder);
    }

    /// Gives a command.
    public Ran run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exit = Main.commandLine(arguments, InstantSource.system(), surroundings())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
        return new Ran(exit, out.toString(), err.toString());
    }
}
