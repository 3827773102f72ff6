package dev.trent.operator;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/// A new file for what a command shows, such as a secret. Only its owner may read it. It is made before the content,
/// and removed again if the command fails.
final class OutFile implements AutoCloseable {
    private final Path path;
    private boolean kept;

    private OutFile(Path path) {
        this.path = path;
    }

    /// Makes the file.
    ///
    /// @throws IOException with one clear sentence if it is there already or cannot be made
    static OutFile create(Path path) throws IOException {
        try {
            Files.createFile(path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            return new OutFile(path);
        } catch (FileAlreadyExistsException exists) {
            throw new IOException("The file '" + path + "' exists already; nothing was done.", exists);
        } catch (IOException failure) {
            throw new IOException(FileTrouble.sentence(failure) + " Nothing was done.", failure);
        }
    }

    /// Writes the text. From now on the file stays, also after a failure halfway.
    void keep(String text) throws IOException {
        kept = true;
        Files.writeString(path, text, StandardOpenOption.WRITE, StandardOpenOption.SYNC);
    }

    /// Keeps what was written to the file by its name.
    void keep() {
        kept = true;
    }

    @Override
    public void close() throws IOException {
        if (!kept) {
            Files.delete(path);
        }
    }
}
