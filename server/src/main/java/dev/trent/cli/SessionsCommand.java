package dev.trent.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `trent sessions`: what temporary credentials are good for.
@Command(
        name = "sessions",
        description = "End sessions: temporary credentials that were given out.",
        mixinStandardHelpOptions = true,
        subcommands = {SessionsRevokeCommand.class},
        synopsisSubcommandLabel = "COMMAND")
final class SessionsCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing command.");
    }
}
