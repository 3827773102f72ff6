package dev.trent.cli;

import java.time.InstantSource;
import picocli.CommandLine;

/// Makes the commands, each with what it needs.
final class Commands implements CommandLine.IFactory {
    private final InstantSource clock;

    Commands(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public <K> K create(Class<K> type) throws Exception {
        if (type == DevCommand.class) {
            return type.cast(new DevCommand(clock));
        }
        if (type == ServerCommand.class) {
            return type.cast(new ServerCommand(clock));
        }
        if (type == InitCommand.class) {
            return type.cast(new InitCommand(clock));
        }
        return CommandLine.defaultFactory().create(type);
    }

    /// Returns what to tell a user of a failure: the message where it was written for users, else also what it was.
    static String sentence(Exception failure) {
        String message = failure.getMessage();
        return message == null || message.isBlank() ? failure.toString() : message;
    }
}
