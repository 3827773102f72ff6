package dev.trent.operator;

import picocli.CommandLine.Command;

/// `trent sessions`: the sessions of temporary credentials.
@Command(
        name = "sessions",
        description = "End sessions: temporary credentials that were given out.",
        mixinStandardHelpOptions = true,
        subcommands = {SessionsRevokeCommand.class},
        synopsisSubcommandLabel = "COMMAND")
final class SessionsCommand extends CommandGroup {}
