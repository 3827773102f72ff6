package dev.trent.store;

import java.nio.file.Path;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The database: a SQLite file, or PostgreSQL. Safe for use by many threads.
public final class Store implements AutoCloseable {
    private static final String SQLITE = "jdbc:sqlite:";
    private static final String POSTGRESQL = "jdbc:postgresql:";

    private final Engine engine;

    private Store(Engine engine) {
        this.engine = engine;
    }

    /// Opens the database and brings its schema to the newest version.
    ///
    /// @param url `jdbc:sqlite:/path/trent.db` or `jdbc:postgresql://host/database?user=…&password=…`
    /// @throws StoreException if it cannot be opened, or was written by a newer Trent
    public static Store open(String url) {
        if (url.startsWith(SQLITE)) {
            return new Store(SqliteEngine.open(Path.of(url.substring(SQLITE.length()))));
        }
        if (url.startsWith(POSTGRESQL)) {
            return new Store(PostgresEngine.open(url));
        }
        throw new StoreException("The database URL must begin with \"" + SQLITE + "\" or \"" + POSTGRESQL + "\".");
    }

    /// Runs the work on one consistent snapshot and returns its result; the work cannot change anything.
    public <T extends @Nullable Object> T read(Function<Tx, T> work) {
        return engine.read(work);
    }

    /// Runs the work as if alone; what it changed is committed and durable when this returns, or else nothing is.
    ///
    /// The work may be run again after a conflict with another transaction, so it has no effect but
    /// through its [Tx]. It must not call this method: the inner call would wait for the outer one.
    ///
    /// @throws DuplicateException if a unique key exists already
    /// @throws StoreException if the database refused, or did not confirm the commit
    public <T extends @Nullable Object> T write(Function<Tx, T> work) {
        return engine.write(work);
    }

    /// Says whether the database answers a cheap query now.
    public boolean reachable() {
        try {
            read(tx -> tx.first("SELECT 1 AS alive FROM account LIMIT 1", row -> row.number("alive")));
            return true;
        } catch (StoreException e) {
            return false;
        }
    }

    /// Ends the running transactions' work and closes every connection.
    @Override
    public void close() {
        engine.close();
    }
}
