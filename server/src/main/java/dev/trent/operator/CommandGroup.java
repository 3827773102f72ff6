package dev.trent.operator;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// A command that only has subcommands. Without one, it reports that a subcommand is missing.
public abstract class CommandGroup implements Runnable {
    /// The sentence for a command line that ends too early.
    public static final String MISSING_COMMAND = "Missing command.";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public final void run() {
        throw new ParameterException(spec.commandLine(), MISSING_COMMAND);
    }
}
