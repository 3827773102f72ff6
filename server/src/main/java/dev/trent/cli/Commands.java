package dev.trent.cli;

import dev.trent.audit.JournalException;
import dev.trent.store.StoreException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.time.InstantSource;
import picocli.CommandLine;

/// Makes the commands, each with what it needs.
final class Commands implements CommandLine.IFactory {
    private final InstantSource clock;
    private final Surroundings surroundings;

    Commands(InstantSource clock, Surroundings surroundings) {
        this.clock = clock;
        this.surroundings = surroundings;
    }

    @Override
    public <K> K create(Class<K> type) throws Exception {
        if (type == DevCommand.class) {
            return type.cast(new DevCommand(clock, surroundings));
        }
        if (type == EnvCommand.class) {
            return type.cast(new EnvCommand(surroundings));
        }
        if (type == ServerCommand.class) {
            return type.cast(new ServerCommand(clock));
        }
        if (type == InitCommand.class) {
            return type.cast(new InitCommand(clock));
        }
        return CommandLine.defaultFactory().create(type);
    }

    /// Returns what to tell a user of a failure, in one sentence: the message where it was written for users,
    /// else what the system said of which file, in words.
    static String sentence(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof FileSystemException refused) {
                return FileTrouble.of(refused);
            }
            if (FileTrouble.isFullDisk(cause)) {
                return FileTrouble.FULL;
            }
            boolean wraps = cause instanceof UncheckedIOException
                    || cause instanceof StoreException
                    || cause instanceof JournalException;
            if (!wraps) {
                break;
            }
        }
        String message = failure.getMessage();
        return message == null || message.isBlank() ? failure.toString() : message;
    }
}
