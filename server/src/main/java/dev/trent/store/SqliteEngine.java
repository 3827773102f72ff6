package dev.trent.store;

import com.zaxxer.hikari.HikariConfig;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/// A SQLite file: one writing connection on its own thread, and several reading ones.
final class SqliteEngine implements Engine {
    private static final int READERS = 4;
    private static final Duration BUSY_TIMEOUT = Duration.ofSeconds(5);
    private static final int CHECKPOINT_PAGES = 1000;

    private final Pool readers;
    private final Pool writer;
    private final ExecutorService writing;

    private SqliteEngine(Pool readers, Pool writer) {
        this.readers = readers;
        this.writer = writer;
        this.writing = Executors.newSingleThreadExecutor(
                Thread.ofPlatform().name("trent-store-writer").daemon().factory());
    }

    static SqliteEngine open(Path file) {
        createPrivately(file);
        DataSource source = source(file);
        Migrations.run(source, Dialect.SQLITE);
        Pool writer = new Pool(config(source, 1), Dialect.SQLITE);
        HikariConfig reading = config(source, READERS);
        reading.setConnectionInitSql("PRAGMA query_only = ON");
        return new SqliteEngine(new Pool(reading, Dialect.SQLITE), writer);
    }

    @Override
    public <T extends @Nullable Object> T read(Function<Tx, T> work) {
        return readers.transact(Dialect.SQLITE.beginRead, work);
    }

    @Override
    public <T extends @Nullable Object> T write(Function<Tx, T> work) {
        Future<T> outcome = writing.submit(() -> writer.transact(Dialect.SQLITE.beginWrite, work));
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return outcome.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (ExecutionException e) {
                    throw rethrown(e.getCause());
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public void close() {
        writing.close();
        readers.close();
        writer.close();
    }

    private static RuntimeException rethrown(@Nullable Throwable cause) {
        if (cause instanceof Error error) {
            throw error;
        }
        throw (RuntimeException) cause;
    }

    private static HikariConfig config(DataSource source, int connections) {
        HikariConfig config = new HikariConfig();
        config.setDataSource(source);
        config.setMaximumPoolSize(connections);
        config.setMaxLifetime(0);
        config.setKeepaliveTime(0);
        return config;
    }

    private static DataSource source(Path file) {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.enforceForeignKeys(true);
        config.setBusyTimeout((int) BUSY_TIMEOUT.toMillis());
        config.setTempStore(SQLiteConfig.TempStore.MEMORY);
        config.setPragma(SQLiteConfig.Pragma.SECURE_DELETE, "ON");
        config.setWalAutocheckpoint(CHECKPOINT_PAGES);
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + file.toAbsolutePath());
        return source;
    }

    private static void createPrivately(Path file) {
        try {
            Path folder = file.toAbsolutePath().getParent();
            if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
                if (folder != null) {
                    Files.createDirectories(
                            folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
                }
                try {
                    Files.createFile(
                            file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
                } catch (FileAlreadyExistsException e) {
                    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
                }
            }
        } catch (IOException e) {
            throw new StoreException("The database file \"" + file + "\" could not be created.", e);
        }
    }
}
