package dev.trent.stream;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/// Keeps the number of the last record that was sent, in a small file that is replaced as a whole.
record CursorFile(Path path) {
    private static final String NUMBER = "[0-9]{1,18}";

    /// Reads the number, and stores a first one if there is none.
    ///
    /// @throws IOException with one clear sentence if the file has something else
    long read(long first) throws IOException {
        String text;
        try {
            text = Files.readString(path, StandardCharsets.UTF_8).strip();
        } catch (NoSuchFileException _) {
            write(first);
            return first;
        }
        if (!text.matches(NUMBER)) {
            throw new IOException("The file '" + path + "' has no number of a record: remove it, and the stream begins"
                    + " with the next record.");
        }
        return Long.parseLong(text);
    }

    void write(long seq) throws IOException {
        Path next = path.resolveSibling(path.getFileName() + ".next");
        Files.deleteIfExists(next);
        try (FileChannel file = FileChannel.open(
                next,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
            ByteBuffer bytes = ByteBuffer.wrap((seq + "\n").getBytes(StandardCharsets.US_ASCII));
            while (bytes.hasRemaining()) {
                file.write(bytes);
            }
            file.force(true);
        }
        Files.move(next, path, StandardCopyOption.ATOMIC_MOVE);
    }
}
