package dev.trent.store;

import com.zaxxer.hikari.HikariConfig;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/// A PostgreSQL database.
final class PostgresEngine implements Engine {
    private static final int ATTEMPTS_MAX = 16;

    private final Pool pool;

    private PostgresEngine(Pool pool) {
        this.pool = pool;
    }

    static PostgresEngine open(String url) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setURL(url);
        Migrations.run(source, Dialect.POSTGRESQL);
        HikariConfig config = new HikariConfig();
        config.setDataSource(source);
        return new PostgresEngine(new Pool(config, Dialect.POSTGRESQL));
    }

    @Override
    public <T extends @Nullable Object> T read(Function<Tx, T> work) {
        return pool.transact(Dialect.POSTGRESQL.beginRead, work);
    }

    @Override
    public <T extends @Nullable Object> T write(Function<Tx, T> work) {
        for (int attempt = 1; ; attempt++) {
            try {
                return pool.transact(Dialect.POSTGRESQL.beginWrite, work);
            } catch (ConflictException e) {
                if (attempt == ATTEMPTS_MAX) {
                    throw e;
                }
            }
        }
    }

    @Override
    public void close() {
        pool.close();
    }
}
