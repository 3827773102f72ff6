package dev.trent.store;

import com.zaxxer.hikari.HikariConfig;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A SQLite file: one connection for writing, used by the [Writer], and several for reading.
///
/// Reads run on the calling thread. A read takes about 15 µs, which is less than the cost of a change of
/// threads.
final class SqliteEngine implements SqlEngine {
    private static final Logger LOG = LoggerFactory.getLogger(SqliteEngine.class);
    private static final int READERS = 4;

    /// Enough time for a third of a gigabyte, which is some 250,000 keys. A start may not take much longer with more.
    private static final Duration CHECK_MAX = Duration.ofSeconds(1);

    private final SqliteFile file;
    private final Pool readers;
    private final Pool writer;

    private SqliteEngine(SqliteFile file, Pool readers, Pool writer) {
        this.file = file;
        this.readers = readers;
        this.writer = writer;
    }

    static SqliteEngine open(SqliteFile file) {
        long begun = System.nanoTime();
        return open(file, () -> System.nanoTime() - begun < CHECK_MAX.toNanos());
    }

    /// Opens a file.
    ///
    /// @param goOn returns whether the first check of the file may continue
    static SqliteEngine open(SqliteFile file, BooleanSupplier goOn) {
        file.createPrivately();
        DataSource source = file.source();
        check(file, goOn);
        HikariConfig writing = config(source, "trent-sqlite-writer", 1);
        HikariConfig reading = config(source, "trent-sqlite-readers", READERS);
        reading.setConnectionInitSql("PRAGMA query_only = ON");
        // The writer is first, because it finds out whether the file is a database at all.
        Pool writer = new Pool(writing, Dialect.SQLITE);
        try {
            Migrations.run(source, Dialect.SQLITE);
            Pool readers = new Pool(reading, Dialect.SQLITE);
            // All connections are opened now, so they use this file even if its name later leads to another
            // file.
            readers.fill(READERS);
            return new SqliteEngine(file, readers, writer);
        } catch (RuntimeException | Error e) {
            writer.close();
            throw e;
        }
    }

    /// Refuses a damaged file before anything is answered from it. A copy made while the file was in use is one
    /// cause of damage.
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
    public <T extends @Nullable Object> T query(Function<Tx, T> work) {
        return readers.query(work);
    }

    @Override
    public void alone(Function<Tx, @Nullable Void> work) {
        writer.transact(Dialect.SQLITE.beginWrite, work);
    }

    @Override
    public void together(List<Job<?>> jobs) {
        writer.together(Dialect.SQLITE.beginWrite, jobs, () -> {});
    }

    /// The file's folder belongs to this process alone, so nobody else changes the file.
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
        readers.close();
        writer.close();
        file.checkpoint();
    }

    private static HikariConfig config(DataSource source, String name, int connections) {
        HikariConfig config = new HikariConfig();
        config.setDataSource(source);
        config.setPoolName(name);
        config.setMaximumPoolSize(connections);
        // A connection to a file never becomes too old.
        config.setMaxLifetime(0);
        config.setKeepaliveTime(0);
        return config;
    }
}
