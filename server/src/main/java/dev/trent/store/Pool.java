package dev.trent.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.jdbi.v3.core.statement.TemplateEngine;
import org.jspecify.annotations.Nullable;

/// Connections of one kind, and the walk of a transaction on one of them.
final class Pool implements AutoCloseable {
    private final HikariDataSource connections;
    private final Jdbi jdbi;
    private final Dialect dialect;
    private final Set<Use> uses = ConcurrentHashMap.newKeySet();

    Pool(HikariConfig config, Dialect dialect) {
        this.connections = connect(config, dialect);
        this.jdbi = jdbi(connections);
        this.dialect = dialect;
    }

    /// Runs the work between `begin` and COMMIT; rolls back if the work throws or one of its statements failed.
    ///
    /// BEGIN and COMMIT are written out, because JDBC has no word for IMMEDIATE. Also, the SQLite driver begins
    /// the next transaction inside `commit()`, and a failure there would look like a failure of the commit.
    <T extends @Nullable Object> T transact(String begin, Function<Tx, T> work) {
        try (Use use = new Use(open())) {
            Handle handle = use.handle;
            execute(handle, begin);
            Tx tx = new Tx(handle, dialect);
            T result;
            try {
                result = work.apply(tx);
                if (tx.failure() != null) {
                    throw tx.failure();
                }
            } catch (RuntimeException | Error e) {
                rollback(handle, e);
                // The work may have wrapped the conflict in another exception, or replaced it.
                if (tx.failure() instanceof ConflictException conflict) {
                    throw conflict;
                }
                throw e;
            } finally {
                tx.end();
            }
            commit(handle);
            return result;
        }
    }

    /// Does the jobs one after the other between `begin` and COMMIT. A job that fails is rolled back alone, and
    /// learns why.
    ///
    /// @throws RuntimeException if nothing of any is stored
    /// @throws UnconfirmedException if that is not known
    void together(String begin, List<Job<?>> jobs, Runnable beforeCommit) {
        try (Use use = new Use(open())) {
            Handle handle = use.handle;
            execute(handle, begin);
            try {
                jobs.forEach(job -> attempt(handle, job));
                beforeCommit.run();
            } catch (RuntimeException | Error e) {
                rollback(handle, e);
                throw e;
            }
            commit(handle);
        }
    }

    private void attempt(Handle handle, Job<?> job) {
        execute(handle, "SAVEPOINT job");
        Tx tx = new Tx(handle, dialect);
        try {
            job.attempt(tx);
            if (tx.failure() != null) {
                throw tx.failure();
            }
        } catch (RuntimeException | Error e) {
            if (tx.failure() instanceof ConflictException conflict) {
                throw conflict;
            }
            // An engine that has rolled back everything by itself refuses this statement.
            execute(handle, "ROLLBACK TO SAVEPOINT job");
            job.failed(e);
        } finally {
            tx.end();
        }
        execute(handle, "RELEASE SAVEPOINT job");
    }

    /// Opens connections now that would be opened when they are first needed.
    void fill(int count) {
        List<Handle> handles = new ArrayList<>();
        try {
            for (int i = 0; i < count; i++) {
                handles.add(open());
            }
        } finally {
            handles.forEach(Handle::close);
        }
    }

    /// Breaks every connection, so that nobody waits for a lost server any longer. New connections are made on
    /// demand.
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
        private final Handle handle;
        private final Connection connection;

        Use(Handle handle) {
            this.handle = handle;
            this.connection = handle.getConnection();
            uses.add(this);
        }

        void abort() {
            try {
                connection.abort(Runnable::run);
            } catch (SQLException e) {
                // The user of the connection finds out.
            }
        }

        /// Gives the connection back. The outcome of the transaction is known by now. A connection that breaks
        /// here does not change it, and the pool makes another connection.
        @Override
        public void close() {
            uses.remove(this);
            try {
                handle.close();
            } catch (JdbiException broken) {
                // See above.
            }
        }
    }

    private Handle open() {
        try {
            return jdbi.open();
        } catch (JdbiException e) {
            throw dialect.failed("The database could not be opened", e);
        }
    }

    private void execute(Handle handle, String sql) {
        try {
            handle.execute(sql);
        } catch (JdbiException e) {
            throw dialect.refused(e);
        }
    }

    private void commit(Handle handle) {
        try {
            handle.execute("COMMIT");
        } catch (JdbiException e) {
            RuntimeException refusal = dialect.refused(e);
            rollback(handle, refusal);
            if (refusal instanceof ConflictException) {
                throw refusal;
            }
            throw new UnconfirmedException(
                    dialect.failed("A commit was not confirmed, and whether the change is stored is unknown", e));
        }
    }

    private void rollback(Handle handle, Throwable reason) {
        try {
            handle.execute("ROLLBACK");
        } catch (JdbiException e) {
            // A connection whose state is unknown must not serve the next transaction.
            connections.evictConnection(handle.getConnection());
            reason.addSuppressed(e.getCause() == null ? e : e.getCause());
        }
    }

    private static HikariDataSource connect(HikariConfig config, Dialect dialect) {
        try {
            return new HikariDataSource(config);
        } catch (HikariPool.PoolInitializationException e) {
            throw dialect.failed("The database could not be opened", e);
        }
    }

    private static Jdbi jdbi(HikariDataSource connections) {
        Jdbi jdbi = Jdbi.create(connections);
        // SAFE: values may be key material. They must not reach a message or a flight recording.
        jdbi.getConfig(StatementExceptions.class).setMessageRendering(StatementExceptions.MessageRendering.NONE);
        jdbi.getConfig(SqlStatements.class).setIncludeBindingsInTelemetry(false);
        // A "<name>" in SQL is two comparisons, not a template.
        jdbi.getConfig(SqlStatements.class).setTemplateEngine(TemplateEngine.NOP);
        return jdbi;
    }
}
