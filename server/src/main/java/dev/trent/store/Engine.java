package dev.trent.store;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// One of the two databases, open.
sealed interface Engine extends AutoCloseable permits SqliteEngine, PostgresEngine {
    <T extends @Nullable Object> T read(Function<Tx, T> work);

    <T extends @Nullable Object> T write(Function<Tx, T> work);

    @Override
    void close();
}
