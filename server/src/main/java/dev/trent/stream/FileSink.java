package dev.trent.stream;

import dev.trent.audit.LogRecord;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;

/// A file with a record on each line, for programs that ship logs. It may be moved at any time; a new one is made then.
///
/// When it is full, it is renamed to `….1`, the one before to `….2`, and so on; the oldest one goes.
final class FileSink implements Sink {
    private static final int OLD_FILES = 5;

    private final Path path;
    private final long bytesMax;

    FileSink(Path path, long bytesMax) {
        this.path = path.toAbsolutePath();
        this.bytesMax = bytesMax;
    }

    /// Refuses a path where another file would be lost.
    ///
    /// @param log the folder of the audit log
    void check(Path log) throws IOException {
        Path folder = path.getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new IOException("The path of --audit-file '" + path + "' must be in a folder that exists.");
        }
        if (path.normalize().startsWith(log.toAbsolutePath().normalize())) {
            throw new IOException("The path of --audit-file '" + path + "' is in the folder of the audit log.");
        }
        if (Files.isRegularFile(path) && Files.size(path) > 0) {
            try (InputStream file = Files.newInputStream(path)) {
                if (file.read() != '{' || file.read() != '"') {
                    throw new IOException("The path of --audit-file '" + path
                            + "' leads to a file that holds something else than records: name another one.");
                }
            }
        }
    }

    @Override
    public void send(List<LogRecord> records) throws IOException {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        for (LogRecord record : records) {
            lines.writeBytes(record.payload());
            lines.write('\n');
        }
        if (Files.exists(path) && Files.size(path) > 0 && Files.size(path) + lines.size() > bytesMax) {
            rotate();
        }
        try (FileChannel file = FileChannel.open(
                path,
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
            long end = endOfLines(file);
            file.truncate(end).position(end);
            ByteBuffer bytes = ByteBuffer.wrap(lines.toByteArray());
            while (bytes.hasRemaining()) {
                file.write(bytes);
            }
            file.force(false);
        }
    }

    /// Returns where the last whole line ends: a crash or a full disk may have left a part of one.
    private static long endOfLines(FileChannel file) throws IOException {
        ByteBuffer one = ByteBuffer.allocate(1);
        long end = file.size();
        while (end > 0) {
            file.read(one.clear(), end - 1);
            if (one.get(0) == '\n') {
                break;
            }
            end--;
        }
        return end;
    }

    private void rotate() throws IOException {
        for (int i = OLD_FILES - 1; i >= 1; i--) {
            if (Files.exists(old(i))) {
                Files.move(old(i), old(i + 1), StandardCopyOption.ATOMIC_MOVE);
            }
        }
        Files.move(path, old(1), StandardCopyOption.ATOMIC_MOVE);
    }

    private Path old(int number) {
        return path.resolveSibling(path.getFileName() + "." + number);
    }

    @Override
    public void close() {
        // The file is closed after each batch.
    }
}
