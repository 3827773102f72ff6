package dev.trent.operator;

import picocli.CommandLine.Command;

/// The commands of `trent audit` that the installation performs. [AuditCommand] has them for the command line.
@Command(
        name = "audit",
        subcommands = {AuditHashContextCommand.class})
final class AuditInHouseCommand extends CommandGroup {}
