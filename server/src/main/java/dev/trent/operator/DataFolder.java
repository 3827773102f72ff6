package dev.trent.operator;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The folder that holds everything a server keeps: root key, database, audit log. One process at a time
/// owns it.
public final class DataFolder implements AutoCloseable {
    private static final Set<PosixFilePermission> OWNER_FOLDER = PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> OWNER_FILE = PosixFilePermissions.fromString("rw-------");

    private static final String LOCK = "lock";

    private final Path path;
    private final FileChannel channel;
    private final FileLock lock;

    /// Another process owns the folder.
    static final class InUseException extends IOException {
        private static final long serialVersionUID = 1L;

        InUseException(String message) {
            super(message);
        }
    }

    private DataFolder(Path path, FileChannel channel, FileLock lock) {
        this.path = path;
        this.channel = channel;
        this.lock = lock;
    }

    /// Opens a folder, making it with mode 0700 if it is not there, and owns it until it is closed.
    ///
    /// @throws IOException with one clear sentence if it cannot be made or another process owns it
    public static DataFolder open(Path path) throws IOException {
        if (!Files.isDirectory(path)) {
            Files.createDirectories(path, PosixFilePermissions.asFileAttribute(OWNER_FOLDER));
        }
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(path);
        if (!OWNER_FOLDER.containsAll(permissions)) {
            throw new IOException("The data folder '" + path + "' may be used by others than its owner ("
                    + PosixFilePermissions.toString(permissions) + "); run: chmod 700 '" + path + "'");
        }
        FileTrouble.requireRoom(path);
        FileChannel channel = FileChannel.open(
                path.resolve(LOCK),
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(OWNER_FILE));
        FileLock lock = tryLock(channel);
        if (lock == null) {
            channel.close();
            throw new InUseException("Another Trent is running on the data folder '" + path + "'.");
        }
        return new DataFolder(path, channel, lock);
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException _) {
            return null;
        }
    }

    /// Returns the folder itself.
    public Path path() {
        return path;
    }

    /// Returns the file that its owner holds locked.
    public Path lock() {
        return path.resolve(LOCK);
    }

    /// Returns the file with the root key.
    public Path rootKey() {
        return path.resolve("root.key");
    }

    /// Returns the file that marks a folder of `trent dev`.
    public Path devMark() {
        return path.resolve("dev");
    }

    /// Returns the file that keeps how far `trent dev` has moved the clock; missing while it was not moved.
    public Path clock() {
        return path.resolve("clock");
    }

    /// Remembers that the rows of the database are authenticated. So nobody can remove their codes and pass the
    /// database off as one of an older version.
    public void markAuthenticated() throws IOException {
        if (!Files.exists(authenticatedMark())) {
            try (FileChannel mark = FileChannel.open(
                            authenticatedMark(),
                            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                            PosixFilePermissions.asFileAttribute(OWNER_FILE));
                    FileChannel folder = FileChannel.open(path, StandardOpenOption.READ)) {
                mark.force(true);
                // Makes the name durable.
                folder.force(true);
            }
        }
    }

    /// Refuses to take rows on trust that were authenticated before.
    public void refuseAdoption() throws IOException {
        if (Files.exists(authenticatedMark())) {
            throw new IOException("The rows of this database were authenticated before, and somebody has removed their"
                    + " codes: restore a backup (docs/operate.md). If you have put back a database of an older version"
                    + " yourself, remove the file '" + authenticatedMark() + "' first.");
        }
    }

    private Path authenticatedMark() {
        return path.resolve("rows-authenticated");
    }

    /// Returns the file with the SQLite database.
    public Path database() {
        return path.resolve("trent.db");
    }

    /// Returns the JDBC URL of a database, or of the file in this folder if it is null.
    public String databaseUrl(@Nullable String database) {
        return database != null ? database : "jdbc:sqlite:" + database();
    }

    /// Returns the folder of the audit log.
    public Path audit() {
        return audit(path);
    }

    /// Returns the folder of the audit log of a data folder.
    static Path audit(Path folder) {
        return folder.resolve("audit");
    }

    /// Returns the folder of the audit log's index, which can be made again from the log.
    public Path index() {
        return path.resolve("index");
    }

    /// Returns the folder of the files of trails; missing while none was delivered.
    public Path trails() {
        return path.resolve("trails");
    }

    /// Returns the folder of the places up to which the streams of the audit log have come.
    public Path streams() {
        return path.resolve("streams");
    }

    /// Gives the folder up.
    @Override
    public void close() throws IOException {
        lock.release();
        channel.close();
    }
}
