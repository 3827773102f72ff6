package dev.trent.store;

import com.zaxxer.hikari.HikariConfig;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/// A PostgreSQL database: SERIALIZABLE writes, run again when they conflict.
///
/// Writes are optimistic: any number run at once, and PostgreSQL ends those that could not have run one after the
/// other. The losers of this node queue up and try again one at a time, so that the many do not keep defeating one
/// another; other nodes can still defeat the one, for which it pauses a little longer each time.
final class PostgresEngine implements Engine {
    static final String URL_PREFIX = "jdbc:postgresql:";

    private static final int CONNECTIONS = 10;
    private static final int IDLE_CONNECTIONS = 2;
    private static final int ATTEMPTS_MAX = 16;
    private static final Duration CONNECTION_WAIT = Duration.ofSeconds(5);
    private static final Duration RETRY_WAIT = Duration.ofSeconds(10);

    /// Longer than the server's own limit on a statement, which gives the better error.
    private static final Duration SOCKET_TIMEOUT = Duration.ofSeconds(20);

    /// A migration may rewrite a large table.
    private static final Duration MIGRATION_TIMEOUT = Duration.ofMinutes(10);

    /// Settings of every session, in one round trip.
    ///
    /// A commit is durable: never less than `on`, but more if the operator says so. And nothing waits forever.
    private static final String SESSION = """
            SELECT set_config('synchronous_commit', CASE current_setting('synchronous_commit')
                WHEN 'remote_apply' THEN 'remote_apply' ELSE 'on' END, false),
              set_config('statement_timeout', '15s', false),
              set_config('lock_timeout', '10s', false),
              set_config('idle_in_transaction_session_timeout', '30s', false)
            """;

    private final Pool pool;
    private final ReentrantLock retrying = new ReentrantLock(true);

    private PostgresEngine(Pool pool) {
        this.pool = pool;
    }

    static PostgresEngine open(String url) {
        HikariConfig config = new HikariConfig();
        config.setDataSource(source(url, SOCKET_TIMEOUT));
        config.setPoolName("trent-postgresql");
        config.setMaximumPoolSize(CONNECTIONS);
        config.setMinimumIdle(IDLE_CONNECTIONS);
        config.setConnectionTimeout(CONNECTION_WAIT.toMillis());
        config.setConnectionInitSql(SESSION);
        // The pool first: it finds out whether the server lets us in.
        Pool pool = new Pool(config, Dialect.POSTGRESQL);
        try {
            Migrations.run(source(url, MIGRATION_TIMEOUT), Dialect.POSTGRESQL);
            return new PostgresEngine(pool);
        } catch (RuntimeException | Error e) {
            pool.close();
            throw e;
        }
    }

    @Override
    public <T extends @Nullable Object> T read(Function<Tx, T> work) {
        return pool.transact(Dialect.POSTGRESQL.beginRead, work);
    }

    @Override
    public <T extends @Nullable Object> T write(Function<Tx, T> work) {
        try {
            return pool.transact(Dialect.POSTGRESQL.beginWrite, work);
        } catch (ConflictException e) {
            return writeAgain(work, e);
        }
    }

    @Override
    public void close() {
        pool.close();
    }

    private <T extends @Nullable Object> T writeAgain(Function<Tx, T> work, ConflictException conflict) {
        try {
            if (!retrying.tryLock(RETRY_WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
                throw conflict;
            }
            try {
                return writeAgainAlone(work, conflict);
            } finally {
                retrying.unlock();
            }
        } catch (InterruptedException e) {
            // Nothing of the conflicting attempt is stored, so giving up here is safe.
            Thread.currentThread().interrupt();
            conflict.addSuppressed(e);
            throw conflict;
        }
    }

    private <T extends @Nullable Object> T writeAgainAlone(Function<Tx, T> work, ConflictException conflict)
            throws InterruptedException {
        ConflictException latest = conflict;
        for (int attempt = 2; attempt <= ATTEMPTS_MAX; attempt++) {
            try {
                return pool.transact(Dialect.POSTGRESQL.beginWrite, work);
            } catch (ConflictException e) {
                latest = e;
            }
            Thread.sleep(Duration.ofMillis(attempt));
        }
        throw latest;
    }

    private static DataSource source(String url, Duration socketTimeout) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        try {
            source.setURL(url);
        } catch (IllegalArgumentException e) {
            // SAFE: the driver's exception quotes the URL, and with it the password, so it is not kept as the cause.
            throw new StoreException("The database URL must be \"" + URL_PREFIX
                    + "//host:port/database?user=…&password=…\", and this one is not.");
        }
        // Zero is the driver's default and means for ever.
        if (source.getSocketTimeout() == 0) {
            source.setSocketTimeout(Math.toIntExact(socketTimeout.toSeconds()));
        }
        source.setTcpKeepAlive(true);
        // SAFE: the detail of an error quotes the row.
        source.setLogServerErrorDetail(false);
        return source;
    }
}
