package dev.trent.store;

import com.zaxxer.hikari.HikariConfig;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A SQLite file: one writing connection on a thread of its own, and several reading ones.
///
/// SQLite has one writer at a time. Here that is one platform thread, whose queue is the lock: first come,
/// first served, without SQLite's polling. It is no virtual thread because a native call pins its carrier, and
/// a commit waits for the disk inside one. Measured with four busy writers on one carrier: with the commits on
/// it, no other virtual thread ran at all; with this thread they ran 0.2 ms late, and twice as many commits
/// were made. Reads stay on the thread that asks: one takes some 15 µs, less than handing it over would cost.
final class SqliteEngine implements Engine {
    private static final Logger LOG = LoggerFactory.getLogger(SqliteEngine.class);
    private static final int READERS = 4;

    /// Enough for some gigabytes on a usual disk.
    private static final Duration CHECK_MAX = Duration.ofSeconds(5);

    private final SqliteFile file;
    private final Pool readers;
    private final Pool writer;
    private final ExecutorService writing;

    private SqliteEngine(SqliteFile file, Pool readers, Pool writer) {
        this.file = file;
        this.readers = readers;
        this.writer = writer;
        this.writing = Executors.newSingleThreadExecutor(
                Thread.ofPlatform().name("trent-store-writer").daemon().factory());
    }

    static SqliteEngine open(SqliteFile file) {
        long begun = System.nanoTime();
        return open(file, () -> System.nanoTime() - begun < CHECK_MAX.toNanos());
    }

    /// Opens a file.
    ///
    /// @param goOn asked whether the first look at the file may take still longer
    static SqliteEngine open(SqliteFile file, BooleanSupplier goOn) {
        file.createPrivately();
        DataSource source = file.source();
        check(file, goOn);
        HikariConfig writing = config(source, "trent-sqlite-writer", 1);
        HikariConfig reading = config(source, "trent-sqlite-readers", READERS);
        reading.setConnectionInitSql("PRAGMA query_only = ON");
        // The writer first: it finds out whether this is a database at all.
        Pool writer = new Pool(writing, Dialect.SQLITE);
        try {
            Migrations.run(source, Dialect.SQLITE);
            Pool readers = new Pool(reading, Dialect.SQLITE);
            // All connections are to the file as it is now, whatever becomes of its name.
            readers.fill(READERS);
            return new SqliteEngine(file, readers, writer);
        } catch (RuntimeException | Error e) {
            writer.close();
            throw e;
        }
    }

    /// Refuses a file that was damaged, for one by copying it while it was in use, before anything is answered
    /// from it.
    private static void check(SqliteFile file, BooleanSupplier goOn) {
        switch (new SqliteCheck(file.source()).quick(goOn)) {
            case SOUND -> {}
            case DAMAGED ->
                throw new StoreException("The database file '" + file.path()
                        + "' is damaged, as when it was copied while it was in use: restore it from a backup"
                        + " (docs/operate.md).");
            case UNFINISHED ->
                LOG.warn(
                        "The database file '{}' is too large to be checked at the start: 'trent check' does it",
                        file.path());
        }
    }

    @Override
    public <T extends @Nullable Object> T read(Function<Tx, T> work) {
        return readers.transact(Dialect.SQLITE.beginRead, work);
    }

    @Override
    public <T extends @Nullable Object> T write(Function<Tx, T> work) {
        Future<T> outcome;
        try {
            outcome = writing.submit(() -> writer.transact(Dialect.SQLITE.beginWrite, work));
        } catch (RejectedExecutionException e) {
            throw new StoreException("The store is closed.", e);
        }
        return awaited(outcome);
    }

    /// Its folder is this process's alone, so nobody else changes the file.
    @Override
    public boolean serving() {
        return true;
    }

    @Override
    public CompletableFuture<Void> outdated() {
        return new CompletableFuture<>();
    }

    @Override
    public List<String> check() {
        return new SqliteCheck(file.source()).full();
    }

    @Override
    public void close() {
        writing.close();
        readers.close();
        writer.close();
        file.checkpoint();
    }

    /// Waits for the outcome even when interrupted: whoever changes something must learn whether it is stored.
    private static <T extends @Nullable Object> T awaited(Future<T> outcome) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return outcome.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } catch (ExecutionException e) {
            throw unwrapped(e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /// Returns what the work threw; the work is a function, so that is unchecked.
    private static RuntimeException unwrapped(ExecutionException failure) {
        if (failure.getCause() instanceof Error error) {
            throw error;
        }
        if (failure.getCause() instanceof RuntimeException e) {
            return e;
        }
        throw new AssertionError("The work threw a checked exception.", failure);
    }

    private static HikariConfig config(DataSource source, String name, int connections) {
        HikariConfig config = new HikariConfig();
        config.setDataSource(source);
        config.setPoolName(name);
        config.setMaximumPoolSize(connections);
        // A connection to a file does not grow old.
        config.setMaxLifetime(0);
        config.setKeepaliveTime(0);
        return config;
    }
}
