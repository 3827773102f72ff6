package dev.trent.cli;

import dev.trent.operator.AdoptRowsCommand;
import dev.trent.operator.AuditAcceptCommand;
import dev.trent.operator.AuditExportCommand;
import dev.trent.operator.AuditHeadCommand;
import dev.trent.operator.AuditTailCommand;
import dev.trent.operator.AuditVerifyCommand;
import dev.trent.operator.DevFolder;
import dev.trent.operator.InitCommand;
import dev.trent.operator.Surroundings;
import java.time.InstantSource;
import picocli.CommandLine;

/// Makes the commands, each with the objects that it needs.
final class Commands implements CommandLine.IFactory {
    private final InstantSource clock;
    private final Surroundings surroundings;

    Commands(InstantSource clock, Surroundings surroundings) {
        this.clock = clock;
        this.surroundings = surroundings;
    }

    @Override
    public <K> K create(Class<K> type) throws Exception {
        if (type == AuditAcceptCommand.class) {
            return type.cast(new AuditAcceptCommand(clock));
        }
        if (type == AuditExportCommand.class) {
            return type.cast(new AuditExportCommand(new DevFolder(surroundings)));
        }
        if (type == AuditHeadCommand.class) {
            return type.cast(new AuditHeadCommand(new DevFolder(surroundings)));
        }
        if (type == AuditTailCommand.class) {
            return type.cast(new AuditTailCommand(new DevFolder(surroundings)));
        }
        if (type == AuditVerifyCommand.class) {
            return type.cast(new AuditVerifyCommand(new DevFolder(surroundings)));
        }
        if (type == DevCommand.class) {
            return type.cast(new DevCommand(clock, surroundings));
        }
        if (type == EnvCommand.class) {
            return type.cast(new EnvCommand(new DevAddress(surroundings)));
        }
        if (type == HelpCommand.class) {
            return type.cast(new HelpCommand(clock, surroundings));
        }
        if (type == ClockCommand.class) {
            return type.cast(new ClockCommand(new DevAddress(surroundings)));
        }
        if (type == ClockAdvanceCommand.class) {
            return type.cast(new ClockAdvanceCommand(new DevAddress(surroundings)));
        }
        if (type == ServerCommand.class) {
            return type.cast(new ServerCommand(clock));
        }
        if (type == AdoptRowsCommand.class) {
            return type.cast(new AdoptRowsCommand(clock));
        }
        if (type == InitCommand.class) {
            return type.cast(new InitCommand(clock));
        }
        return CommandLine.defaultFactory().create(type);
    }
}
