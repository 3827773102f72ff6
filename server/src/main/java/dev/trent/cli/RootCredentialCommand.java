package dev.trent.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `trent root-credential`: the access keys of root users.
@Command(
        name = "root-credential",
        description = "Make, list and revoke the access keys of root users.",
        mixinStandardHelpOptions = true,
        subcommands = {
            RootCredentialCreateCommand.class,
            RootCredentialListCommand.class,
            RootCredentialRevokeCommand.class
        },
        synopsisSubcommandLabel = "COMMAND")
final class RootCredentialCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing command.");
    }
}
