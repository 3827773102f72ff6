package dev.trent.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Connections of one kind. Runs transactions on them.
final class Pool implements AutoCloseable {
    private final HikariDataSource connections;
    private final Dialect dialect;
    private final Set<Use> uses = ConcurrentHashMap.newKeySet();

    /// The statements that stay prepared, by the driver's connection. It is empty for PostgreSQL.
    private final Map<Connection, Statements> prepared = new ConcurrentHashMap<>();

    Pool(HikariConfig config, Dialect dialect) {
        this.connections = connect(config, dialect);
        this.dialect = dialect;
    }

    /// Runs the work between `begin` and COMMIT; rolls back if the work throws or one of its statements failed.
    ///
    /// BEGIN and COMMIT are written out, because JDBC has no method for IMMEDIATE. Also, the SQLite driver
    /// begins the next transaction inside `commit()`, and a failure there would look like a failure of the
    /// commit.
    <T extends @Nullable Object> T transact(String begin, Function<Tx, T> work) {
        try (Use use = new Use(open())) {
            execute(use, begin);
            Tx tx = new Tx(use.statements, dialect);
            T result;
            try {
                result = work.apply(tx);
                if (tx.failure() != null) {
                    throw tx.failure();
                }
            } catch (RuntimeException | Error e) {
                rollback(use, e);
                // The work may have wrapped the conflict in another exception, or replaced it.
                if (tx.failure() instanceof ConflictException conflict) {
                    throw conflict;
                }
                throw e;
            } finally {
                tx.end();
            }
            commit(use);
            return result;
        }
    }

    /// Runs work that is one query. The query is its own transaction, so it takes one round trip to the database
    /// and not three.
    <T extends @Nullable Object> T query(Function<Tx, T> work) {
        try (Use use = new Use(open())) {
            Tx tx = new Tx(use.statements, dialect).ofOneQuery();
            try {
                return work.apply(tx);
            } finally {
                tx.end();
            }
        }
    }

    /// Runs the jobs one after the other between `begin` and COMMIT. A failed job is rolled back alone and gets
    /// its exception.
    ///
    /// @throws RuntimeException if nothing of any job is stored
    /// @throws UnconfirmedException if that is not certain
    void together(String begin, List<Job<?>> jobs, Runnable beforeCommit) {
        try (Use use = new Use(open())) {
            execute(use, begin);
            try {
                jobs.forEach(job -> attempt(use, job));
                beforeCommit.run();
            } catch (RuntimeException | Error e) {
                rollback(use, e);
                throw e;
            }
            commit(use);
        }
    }

    private void attempt(Use use, Job<?> job) {
        execute(use, "SAVEPOINT job");
        Tx tx = new Tx(use.statements, dialect);
        try {
            job.attempt(tx);
            if (tx.failure() != null) {
                throw tx.failure();
            }
        } catch (RuntimeException | Error e) {
            if (tx.failure() instanceof ConflictException conflict) {
                throw conflict;
            }
            // If the engine has already rolled back everything by itself, it refuses this statement.
            execute(use, "ROLLBACK TO SAVEPOINT job");
            job.failed(e);
        } finally {
            tx.end();
        }
        execute(use, "RELEASE SAVEPOINT job");
    }

    /// Opens connections now, and not at their first use.
    void fill(int count) {
        List<Use> opened = new ArrayList<>();
        try {
            for (int i = 0; i < count; i++) {
                opened.add(new Use(open()));
            }
        } finally {
            opened.forEach(Use::close);
        }
    }

    /// Closes every connection by force, so that nobody waits for a lost server any longer. New connections are
    /// made on demand.
    void abandon() {
        connections.getHikariPoolMXBean().softEvictConnections();
        for (Use use : uses) {
            use.abort();
        }
    }

    @Override
    public void close() {
        connections.close();
    }

    /// A connection while a transaction is on it.
    private final class Use implements AutoCloseable {
        private final Connection connection;
        private final Statements statements;

        Use(Connection connection) {
            this.connection = connection;
            this.statements = statements(connection);
            uses.add(this);
        }

        void abort() {
            try {
                connection.abort(Runnable::run);
            } catch (SQLException e) {
                // The user of the connection will notice.
            }
        }

        /// Gives the connection back. The outcome of the transaction is already known. If the connection breaks
        /// here, the outcome stays, and the pool makes another connection.
        @Override
        public void close() {
            uses.remove(this);
            try {
                connection.close();
            } catch (SQLException broken) {
                // The comment of this method says why this is harmless.
            }
        }
    }

    private Connection open() {
        try {
            return connections.getConnection();
        } catch (SQLException e) {
            throw dialect.failed("The database could not be opened", e);
        }
    }

    private Statements statements(Connection connection) {
        return dialect == Dialect.SQLITE
                ? prepared.computeIfAbsent(own(connection), own -> new Statements(own, true))
                : new Statements(connection, false);
    }

    /// Returns the driver's connection. Its statements outlive this use of it, unlike those of the pool's
    /// connection.
    private Connection own(Connection connection) {
        try {
            return connection.unwrap(Connection.class);
        } catch (SQLException e) {
            throw dialect.failed("The database could not be opened", e);
        }
    }

    private void execute(Use use, String sql) {
        try {
            run(use, sql);
        } catch (SQLException e) {
            throw dialect.refused(e);
        }
    }

    private void commit(Use use) {
        try {
            run(use, "COMMIT");
        } catch (SQLException e) {
            RuntimeException refusal = dialect.refused(e);
            rollback(use, refusal);
            if (refusal instanceof ConflictException) {
                throw refusal;
            }
            throw new UnconfirmedException(
                    dialect.failed("A commit was not confirmed, and whether the change is stored is unknown", e));
        }
    }

    private void rollback(Use use, Throwable reason) {
        try {
            run(use, "ROLLBACK");
        } catch (SQLException e) {
            // A connection whose state is unknown must not serve the next transaction.
            prepared.values().remove(use.statements);
            connections.evictConnection(use.connection);
            reason.addSuppressed(e);
        }
    }

    private static void run(Use use, String sql) throws SQLException {
        var _ = use.statements.with(sql, PreparedStatement::execute);
    }

    private static HikariDataSource connect(HikariConfig config, Dialect dialect) {
        try {
            return new HikariDataSource(config);
        } catch (HikariPool.PoolInitializationException e) {
            throw dialect.failed("The database could not be opened", e);
        }
    }
}
