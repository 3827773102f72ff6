package dev.trent.operator;

import picocli.CommandLine.Command;

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
final class RootCredentialCommand extends CommandGroup {}
