package dev.trent.store;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The database: a SQLite file, or PostgreSQL. Safe for use by many threads.
///
/// Work runs in a transaction and speaks to the database through its [Tx] alone; a transaction within a
/// transaction is refused, because the inner one would wait for what the outer one holds.
public final class Store implements AutoCloseable {
    /// Bound while work runs. Unlike a thread-local it cannot outlive the call, nor be changed.
    private static final ScopedValue<Boolean> IN_TRANSACTION = ScopedValue.newInstance();

    private final Engine engine;

    private Store(Engine engine) {
        this.engine = engine;
    }

    /// Opens the database and brings its schema to the newest version.
    ///
    /// @param url `jdbc:sqlite:/path/trent.db` or `jdbc:postgresql://host/database?user=…&password=…`
    /// @throws StoreException if it cannot be opened, or was written by a newer Trent
    public static Store open(String url) {
        if (url.startsWith(SqliteFile.URL_PREFIX)) {
            return new Store(SqliteEngine.open(SqliteFile.of(url)));
        }
        if (url.startsWith(PostgresEngine.URL_PREFIX)) {
            return new Store(PostgresEngine.open(url));
        }
        throw new StoreException("The database URL must begin with \"" + SqliteFile.URL_PREFIX + "\" or \""
                + PostgresEngine.URL_PREFIX + "\".");
    }

    /// Runs the work on one consistent snapshot and returns its result; the work cannot change anything.
    ///
    /// @throws StoreException if the database refused a statement or cannot be reached
    public <T extends @Nullable Object> T read(Function<Tx, T> work) {
        refuseNesting();
        return engine.read(marked(work));
    }

    /// Runs the work as if alone; all it changed is stored and durable when this returns, or else nothing is.
    ///
    /// The work may be run again after a conflict with another transaction, so it has no effect but through
    /// its [Tx].
    ///
    /// @throws DuplicateException if a unique key exists already
    /// @throws StoreException if the database refused a statement, cannot be reached, or did not confirm the
    /// commit; in the last case alone the change may be stored all the same, and the message says so
    public <T extends @Nullable Object> T write(Function<Tx, T> work) {
        refuseNesting();
        return engine.write(marked(work));
    }

    /// Says whether the database answers a cheap query now; it waits for at most some seconds.
    public boolean reachable() {
        try {
            read(tx -> tx.first("SELECT 1 AS alive FROM account LIMIT 1", row -> row.number("alive")));
            return true;
        } catch (StoreException e) {
            return false;
        }
    }

    /// Waits for the writes that were asked for, then closes every connection; use afterwards is refused.
    @Override
    public void close() {
        engine.close();
    }

    private static void refuseNesting() {
        if (IN_TRANSACTION.isBound()) {
            throw new AssertionError("A transaction was asked for within a transaction.");
        }
    }

    /// Marks whichever thread the engine runs the work on.
    private static <T extends @Nullable Object> Function<Tx, T> marked(Function<Tx, T> work) {
        return tx -> ScopedValue.where(IN_TRANSACTION, true).call(() -> work.apply(tx));
    }
}
