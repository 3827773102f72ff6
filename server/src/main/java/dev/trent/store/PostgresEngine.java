package dev.trent.store;

import static java.util.Objects.requireNonNull;

import com.zaxxer.hikari.HikariConfig;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A PostgreSQL database, used by one process, which has the [Claim]. Changes are SERIALIZABLE. If a change
/// conflicts with another program's change, it is made again.
final class PostgresEngine implements SqlEngine {
    private static final Logger LOG = LoggerFactory.getLogger(PostgresEngine.class);

    private static final int IDLE_CONNECTIONS = 2;
    private static final int ATTEMPTS_MAX = 16;
    private static final Duration CONNECTION_WAIT = Duration.ofSeconds(1);
    private static final Duration START_PAUSE = Duration.ofMillis(250);
    private static final Duration START_PAUSE_MAX = Duration.ofSeconds(5);

    /// The socket waits longer than the server's own limit for a statement, because the server gives the better
    /// error.
    private static final Duration SOCKET_GRACE = Duration.ofSeconds(5);

    /// A migration may rewrite a large table, which takes time.
    private static final Duration MIGRATION_TIMEOUT = Duration.ofMinutes(10);

    /// Settings of every session, in one round trip.
    ///
    /// A commit is always durable: at least `on`, or more if the operator asks for it. No statement waits
    /// forever.
    private static final String SESSION = """
            SELECT set_config('synchronous_commit', CASE current_setting('synchronous_commit')
                WHEN 'remote_apply' THEN 'remote_apply' ELSE 'on' END, false),
              set_config('statement_timeout', '{timeout}', false),
              set_config('lock_timeout', '{timeout}', false),
              set_config('idle_in_transaction_session_timeout', '30s', false)
            """;

    private final Claim claim;
    private final Pool readers;
    private final Pool writer;

    private PostgresEngine(Claim claim, Pool readers, Pool writer) {
        this.claim = claim;
        this.readers = readers;
        this.writer = writer;
    }

    static PostgresEngine open(DatabaseSettings settings) {
        return open(settings, PostgresEngine::sleep);
    }

    /// Opens the database, and waits for a server that cannot be reached.
    ///
    /// @param pause waits for a time
    static PostgresEngine open(DatabaseSettings settings, Consumer<Duration> pause) {
        PostgresAddress address = PostgresAddress.of(settings.url());
        Claim claim = claim(address, settings.silenceMax(), settings.startWait(), pause);
        try {
            return open(address, settings, claim, pause);
        } catch (RuntimeException | Error e) {
            claim.close();
            throw e;
        }
    }

    private static PostgresEngine open(
            PostgresAddress address, DatabaseSettings settings, Claim claim, Consumer<Duration> pause) {
        if (!settings.takeover().isZero() && claim.isOfUsedDatabase()) {
            pause.accept(settings.takeover());
        }
        // Changes have a connection of their own: they do not wait for slow reads.
        Pool writer = pool(address, settings, "trent-postgresql-writer", 1);
        Pool readers = pool(address, settings, "trent-postgresql-readers", Math.max(1, settings.connections() - 1));
        try {
            Migrations.run(address.source(MIGRATION_TIMEOUT), Dialect.POSTGRESQL);
            claim.watch(() -> {
                writer.abandon();
                readers.abandon();
            });
            return new PostgresEngine(claim, readers, writer);
        } catch (RuntimeException | Error e) {
            writer.close();
            readers.close();
            throw e;
        }
    }

    private static Pool pool(PostgresAddress address, DatabaseSettings settings, String name, int connections) {
        HikariConfig config = new HikariConfig();
        config.setDataSource(address.source(settings.statementTimeout().plus(SOCKET_GRACE)));
        config.setPoolName(name);
        config.setMaximumPoolSize(connections);
        config.setMinimumIdle(Math.min(IDLE_CONNECTIONS, connections));
        config.setConnectionTimeout(CONNECTION_WAIT.toMillis());
        config.setValidationTimeout(CONNECTION_WAIT.toMillis());
        config.setConnectionInitSql(
                SESSION.replace("{timeout}", settings.statementTimeout().toMillis() + "ms"));
        return new Pool(config, Dialect.POSTGRESQL);
    }

    /// Takes the claim. This also shows whether the server can be reached and accepts us.
    static Claim claim(PostgresAddress address, Duration silenceMax, Duration waitMax, Consumer<Duration> pause) {
        Duration waited = Duration.ZERO;
        Duration next = START_PAUSE;
        String said = null;
        while (true) {
            try {
                return Claim.take(address.source(silenceMax), silenceMax);
            } catch (SQLException e) {
                StoreException failure = failed(address, e);
                if (!Dialect.isTransient(e) || waited.compareTo(waitMax) >= 0) {
                    throw failure;
                }
                if (!String.valueOf(failure.getMessage()).equals(said)) {
                    said = String.valueOf(failure.getMessage());
                    LOG.warn("{} Trying again, for {} s altogether", said, waitMax.toSeconds());
                }
            }
            pause.accept(next);
            waited = waited.plus(next);
            next = next.multipliedBy(2).compareTo(START_PAUSE_MAX) < 0 ? next.multipliedBy(2) : START_PAUSE_MAX;
        }
    }

    private static StoreException failed(PostgresAddress address, SQLException failure) {
        if (address.verified() && Dialect.isOfTls(failure)) {
            return new StoreException(
                    "The database could not be opened: its server did not prove who it is. Give the certificate of its"
                            + " authority in the URL (sslrootcert=FILE), or say there what is enough for you"
                            + " (sslmode=…, such as disable).",
                    failure);
        }
        return Dialect.POSTGRESQL.failed("The database could not be opened", failure);
    }

    private static void sleep(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException("The opening of the database was interrupted.", e);
        }
    }

    @Override
    public <T extends @Nullable Object> T read(Function<Tx, T> work) {
        claim.requireHeld();
        return readers.transact(Dialect.POSTGRESQL.beginRead, work);
    }

    @Override
    public <T extends @Nullable Object> T query(Function<Tx, T> work) {
        claim.requireHeld();
        return readers.query(work);
    }

    @Override
    public void alone(Function<Tx, @Nullable Void> work) {
        Function<Tx, @Nullable Void> ours = tx -> {
            work.apply(tx);
            claim.requireHeld();
            return null;
        };
        claim.requireHeld();
        ConflictException latest = null;
        for (int attempt = 1; attempt <= ATTEMPTS_MAX; attempt++) {
            try {
                writer.transact(Dialect.POSTGRESQL.beginWrite, ours);
                return;
            } catch (ConflictException e) {
                latest = e;
            }
            LockSupport.parkNanos(Duration.ofMillis(attempt).toNanos());
        }
        throw requireNonNull(latest);
    }

    @Override
    public void together(List<Job<?>> jobs) {
        claim.requireHeld();
        // This runs just before the commit. If another process has the database now, it must not find an
        // unexpected change.
        writer.together(Dialect.POSTGRESQL.beginWrite, jobs, claim::requireHeld);
    }

    @Override
    public boolean serving() {
        return claim.isHeld();
    }

    @Override
    public CompletableFuture<Void> outdated() {
        return claim.outdated();
    }

    /// Checks nothing, because PostgreSQL has its own programs for its files.
    @Override
    public List<String> check() {
        return List.of();
    }

    @Override
    public void close() {
        writer.close();
        readers.close();
        claim.close();
    }
}
