package dev.trent.stream;

import dev.trent.audit.Cursor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/// The streams of the audit log that are configured, each with a thread and a cursor of its own.
public final class Streams implements AutoCloseable {
    private final List<Follower> followers = new ArrayList<>();

    private Streams() {}

    /// Begins to send. Without a setting nothing is begun.
    ///
    /// @param log the folder of the audit log
    /// @param cursors the folder of the cursors; made with mode 0700 if it is needed
    /// @param head gives the number of the last record that is on disk for good
    /// @throws IOException if a cursor cannot be read or stored
    public static Streams start(StreamSettings settings, Path log, Path cursors, LongSupplier head) throws IOException {
        Streams streams = new Streams();
        try {
            if (settings.syslog() != null) {
                streams.add("syslog", log, cursors, head, new SyslogSink(settings.syslog()));
            }
            if (settings.file() != null) {
                FileSink file = new FileSink(settings.file(), settings.fileBytesMax());
                file.check(log);
                streams.add("file", log, cursors, head, file);
            }
            if (settings.otlp() != null) {
                streams.add("otlp", log, cursors, head, new OtlpSink(settings.otlp()));
            }
        } catch (IOException | RuntimeException failure) {
            streams.close();
            throw failure;
        }
        return streams;
    }

    private void add(String name, Path log, Path cursors, LongSupplier head, Sink sink) throws IOException {
        if (!Files.isDirectory(cursors)) {
            Files.createDirectories(
                    cursors, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
        followers.add(new Follower(name + " stream", log, head, new CursorFile(cursors.resolve(name)), sink));
    }

    /// Returns what each stream has sent.
    public List<Cursor> cursors() {
        return List.copyOf(followers);
    }

    @Override
    public void close() throws IOException {
        for (Follower follower : followers) {
            follower.close();
        }
    }
}
