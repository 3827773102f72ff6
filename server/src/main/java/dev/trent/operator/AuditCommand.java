package dev.trent.operator;

import picocli.CommandLine.Command;

/// `trent audit`: reads and verifies the audit log.
@Command(
        name = "audit",
        description = "Read the audit log, or verify that nobody has changed it.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            AuditAcceptCommand.class,
            AuditExportCommand.class,
            AuditHeadCommand.class,
            AuditHashContextCommand.class,
            AuditTailCommand.class,
            AuditVerifyCommand.class
        })
public final class AuditCommand extends CommandGroup {}
