package dev.trent.store;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Set;
import javax.sql.DataSource;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.Pragma;
import org.sqlite.SQLiteConfig.TransactionMode;
import org.sqlite.SQLiteDataSource;
import org.sqlite.SQLiteOpenMode;

/// The file of a SQLite database, and the settings of every connection to it.
///
/// A statement waits for another process that writes, but no longer than the busy timeout.
record SqliteFile(Path path, Duration busyTimeout) {
    static final String URL_PREFIX = "jdbc:sqlite:";

    private static final Duration BUSY_TIMEOUT = Duration.ofSeconds(5);

    /// When a commit leaves 1000 pages (4 MB) or more in the log, it moves them into the database file.
    private static final int CHECKPOINT_PAGES = 1000;

    private static final Set<PosixFilePermission> OWNER_FILE = PosixFilePermissions.fromString("rw-------");
    private static final FileAttribute<?> OWNER_FOLDER =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    /// Reads the path from a URL. Refuses every text that the driver would not take for a path.
    static SqliteFile of(String url) {
        String path = url.substring(URL_PREFIX.length());
        if (path.isEmpty()
                || path.endsWith("/")
                || path.startsWith(":")
                || path.startsWith("file:")
                || path.indexOf('?') >= 0) {
            throw new StoreException("The database URL must be \"" + URL_PREFIX
                    + "\" and the path of a file, without \"?\" and settings; this one is not.");
        }
        return new SqliteFile(Path.of(path).toAbsolutePath(), BUSY_TIMEOUT);
    }

    /// Makes sure that the file exists and only its owner can read it.
    ///
    /// SAFE: SQLite gives its `-wal` and `-shm` files the mode of the database file. So this method creates the
    /// database file before SQLite opens it, which sets the mode of all three, for every umask. A new folder
    /// can be used by its owner only. An existing folder stays as it is.
    void createPrivately() {
        try {
            if (!path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                Files.createDirectories(path.getParent());
                if (!Files.exists(path)) {
                    Files.createFile(path);
                }
                return;
            }
            Files.createDirectories(path.getParent(), OWNER_FOLDER);
            try {
                Files.createFile(path, PosixFilePermissions.asFileAttribute(OWNER_FILE));
            } catch (FileAlreadyExistsException e) {
                Files.setPosixFilePermissions(path, OWNER_FILE);
            }
        } catch (IOException e) {
            throw new StoreException("The database file \"" + path + "\" could not be created.", e);
        }
    }

    /// Returns a source of connections, unpooled.
    DataSource source() {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        // FULL: a commit returns after the log is on disk. NORMAL would lose the last commits in a power
        // failure.
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.setWalAutocheckpoint(CHECKPOINT_PAGES);
        // SAFE: deleted key material is overwritten in the file. It leaves the log when the log starts again,
        // and it never gets into a temporary file.
        config.setPragma(Pragma.SECURE_DELETE, "ON");
        config.setJournalSizeLimit(0);
        config.setTempStore(SQLiteConfig.TempStore.MEMORY);
        config.enforceForeignKeys(true);
        // The driver would ask for the row id after each INSERT.
        config.setGetGeneratedKeys(false);
        config.setBusyTimeout(Math.toIntExact(busyTimeout.toMillis()));
        // This is for Flyway, which begins its transactions through JDBC. Dialect says why IMMEDIATE is needed.
        config.setTransactionMode(TransactionMode.IMMEDIATE);
        // SAFE: the file exists. If it is moved away while in use, a later connection must not create an empty
        // one.
        config.resetOpenMode(SQLiteOpenMode.CREATE);
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl(URL_PREFIX + path);
        return source;
    }

    /// Moves the whole log into the database file and empties the log. After this, the file alone is a complete
    /// backup.
    ///
    /// A reader in another process may prevent this. Then nothing is lost: the log stays, and it stays valid.
    void checkpoint() {
        try (Connection connection = source().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA wal_checkpoint(TRUNCATE)");
        } catch (SQLException e) {
            throw new StoreException("The log of the database file could not be emptied; it stays valid.", e);
        }
    }
}
