package dev.trent.store;

import dev.trent.aws.Loop;
import dev.trent.aws.Partition;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The database: a SQLite file, or PostgreSQL. Safe for use by many threads.
///
/// Work runs in a transaction and uses the database only through its [Tx]. A transaction inside a transaction
/// is refused, because the inner one would wait for a lock of the outer one.
public final class Store implements AutoCloseable {
    /// Bound while work runs. Unlike a thread-local, the binding ends with the call and cannot change.
    private static final ScopedValue<Boolean> IN_TRANSACTION = ScopedValue.newInstance();

    /// The number of changes that a reader of the table of changes may be behind.
    private static final int CHANGES_KEPT = 100_000;

    private static final int FORGOTTEN_AT_ONCE = 5_000;

    private static final int FORGED_MAX = 100;

    private final SqlEngine engine;
    private final Writer writer;
    private final Changes changes = new Changes();
    private final Partition partition;

    private volatile @Nullable RowCodes codes;
    private volatile List<Table> tables = List.of();

    private Store(SqlEngine engine, @Nullable Founding founding) {
        this.engine = engine;
        this.writer = new Writer(engine, changes);
        try {
            this.partition = Installed.partition(engine, writer, founding);
        } catch (RuntimeException | Error refused) {
            writer.close();
            throw refused;
        }
    }

    /// Opens the database and brings its schema to the newest version. Until it is closed, only this process
    /// uses it.
    ///
    /// @throws StoreException if the database cannot be opened, is damaged, is used by another process, or was
    ///     written by a newer Trent
    public static Store open(DatabaseSettings settings) {
        return open(settings, null);
    }

    /// As [#open(DatabaseSettings)], with a partition.
    ///
    /// @param founding the partition for a new database; null if a new database gets no partition yet
    /// @throws StoreException also if the partition of the database is not the required one
    public static Store open(DatabaseSettings settings, @Nullable Founding founding) {
        SqlEngine engine = engine(settings);
        try {
            return new Store(engine, founding);
        } catch (RuntimeException refused) {
            engine.close();
            throw refused;
        }
    }

    private static SqlEngine engine(DatabaseSettings settings) {
        String url = settings.url();
        if (url.startsWith(SqliteFile.URL_PREFIX)) {
            return SqliteEngine.open(SqliteFile.of(url));
        }
        if (url.startsWith(PostgresAddress.URL_PREFIX)) {
            return PostgresEngine.open(settings);
        }
        throw new StoreException("The database URL must begin with \"" + SqliteFile.URL_PREFIX + "\" or \""
                + PostgresAddress.URL_PREFIX + "\".");
    }

    /// Opens a database with the usual settings. No server may have used it a moment ago.
    ///
    /// @param url as in [DatabaseSettings]
    /// @throws StoreException as [#open(DatabaseSettings)]
    public static Store open(String url) {
        return open(DatabaseSettings.of(url).withoutTakeover());
    }

    /// Returns the partition of everything in the database.
    public Partition partition() {
        return partition;
    }

    /// Opens the key for the rows that give rights. Before this, no such row can be read or written. If the
    /// database has no such rows, this makes the key.
    ///
    /// @param seal opens the key
    /// @param known all tables with such rows
    /// @return false, without opening anything, if an older Trent wrote the rows: see [#adoption]
    /// @throws StoreException if somebody removed the key
    public boolean authenticate(RowSeal seal, List<Table> known) {
        codes = RowKey.open(this, seal, known);
        tables = List.copyOf(known);
        return codes != null;
    }

    /// Returns the change that makes the key for the rows of an older Trent. It trusts every row in its present
    /// form. Its result is the number of rows for each table.
    ///
    /// @throws StoreException when the change runs, if the rows have a key or codes
    public static Change<SortedMap<String, Long>> adoption(RowSeal seal, List<Table> known) {
        return tx -> RowKey.adopt(tx, seal, known);
    }

    /// Verifies every row that gives rights and names the first forged ones. This takes long.
    public List<String> forged() {
        RowCodes verifying = codes;
        if (verifying == null) {
            throw new AssertionError("The rows are checked before they can be verified.");
        }
        return read(tx -> RowKey.forged(tx, verifying, tables, FORGED_MAX));
    }

    /// Returns whether machines other than this one may serve the database, one after the other.
    public boolean servesOthers() {
        return engine instanceof PostgresEngine;
    }

    /// Runs the work on one consistent snapshot and returns its result; the work cannot change anything. It may
    /// wait, so it leaves a [Loop] before it begins.
    ///
    /// @throws StoreException if the database refused a statement or cannot be reached
    public <T extends @Nullable Object> T read(Function<Tx, T> work) {
        Loop.leave();
        refuseNesting();
        return engine.read(marked(work));
    }

    /// As [#read], for work that is exactly one query. It is faster, because the query needs no transaction around
    /// it: on PostgreSQL it takes one round trip and not three.
    ///
    /// @throws StoreException also if the work asks a second time
    public <T extends @Nullable Object> T query(Function<Tx, T> work) {
        Loop.leave();
        refuseNesting();
        return engine.query(marked(work));
    }

    /// Makes a change in isolation from all others. When this returns, the whole change is stored and durable,
    /// and the followers of [#changes] have heard of it. If it throws, nothing is stored, with the exception
    /// below. It leaves a [Loop] before it begins.
    ///
    /// @throws DuplicateException if a unique key exists already
    /// @throws UnconfirmedException if it is not certain whether the change is stored
    /// @throws StoreException if the database refused a statement or cannot be reached
    public <R extends @Nullable Object> R write(Change<R> change) {
        Loop.leave();
        refuseNesting();
        return writer.write(marked(change::in));
    }

    /// Deletes the rows of old changes that every reader has read long ago.
    public void forgetChanges() {
        forgetChanges(CHANGES_KEPT);
    }

    /// @param kept the number of kept changes besides the newest one, which always stays
    void forgetChanges(int kept) {
        int rows;
        do {
            // It deletes a part at a time, because all other changes wait meanwhile.
            rows = write(tx -> tx.run("""
                    DELETE FROM change WHERE seq < (SELECT MAX(seq) FROM change) - ?
                       AND seq < (SELECT MIN(seq) FROM change) + ?""", kept, FORGOTTEN_AT_ONCE));
        } while (rows == FORGOTTEN_AT_ONCE);
    }

    /// Returns how the making of changes is doing, for the operator.
    public WriterFigures figures() {
        return writer.figures();
    }

    /// Returns the changes, for followers.
    public Changes changes() {
        return changes;
    }

    /// Returns whether requests may be answered from remembered facts. It costs almost nothing, and never
    /// waits.
    ///
    /// It becomes false at most two seconds after the loss of the database. It stays false until it is certain
    /// that no other server has used the database: see [#outdated].
    public boolean serving() {
        return engine.serving();
    }

    /// Completes when a lost database is back, but another server may have changed it. Then all facts that were
    /// read before must be forgotten: close this store, and open it again.
    public CompletableFuture<Void> outdated() {
        return engine.outdated();
    }

    /// Returns whether the database is a file of this process.
    public boolean isFile() {
        return engine instanceof SqliteEngine;
    }

    /// Checks everything that is stored, and returns the problems. This takes long. For PostgreSQL it checks
    /// nothing: PostgreSQL has its own programs for that.
    public List<String> check() {
        refuseNesting();
        return engine.check();
    }

    /// Returns whether the database answers a cheap query now. It does not ask a database that is known to be
    /// lost.
    public boolean reachable() {
        if (!serving()) {
            return false;
        }
        try {
            read(tx -> tx.first("SELECT 1 AS alive FROM account LIMIT 1", row -> row.number("alive")));
            return true;
        } catch (StoreException e) {
            return false;
        }
    }

    /// Waits for the writes in progress, then closes every connection. Later uses are refused.
    @Override
    public void close() {
        writer.close();
        engine.close();
    }

    private static void refuseNesting() {
        if (IN_TRANSACTION.isBound()) {
            throw new AssertionError("A transaction was asked for within a transaction.");
        }
    }

    /// Marks the thread that runs the work for the engine.
    private <T extends @Nullable Object> Function<Tx, T> marked(Function<Tx, T> work) {
        return tx -> ScopedValue.where(IN_TRANSACTION, true).call(() -> work.apply(tx.of(partition, codes)));
    }
}
