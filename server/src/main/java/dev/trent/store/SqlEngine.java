package dev.trent.store;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// One of the two databases, open.
sealed interface SqlEngine extends Writer.Transactions, AutoCloseable permits SqliteEngine, PostgresEngine {
    <T extends @Nullable Object> T read(Function<Tx, T> work);

    /// Runs work that is one query.
    <T extends @Nullable Object> T query(Function<Tx, T> work);

    /// Returns whether the facts that this process remembers from the database are certain. It costs almost
    /// nothing.
    boolean serving();

    /// Completes when the facts that this process remembers may be outdated, and stay so.
    CompletableFuture<Void> outdated();

    /// Checks every page, and returns the problems.
    List<String> check();

    @Override
    void close();
}
