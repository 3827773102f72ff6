package dev.trent.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.jdbc.PgConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The claim of one process to a PostgreSQL database: an advisory lock, held by a separate database session.
///
/// A server answers from its caches, and no other server tells it of a change. So only one server at a time may
/// use a database. The claim ends with its session, and others can end the session. So the session is checked
/// every half second, and a confirmation older than the lease does not count. A process tries to take back a
/// lost claim. Such a claim does not count either: another process may have had it in between, and then the
/// remembered facts may be wrong. It is [#outdated], and its holder starts again from the database.
final class Claim implements AutoCloseable {
    /// The lease, as a multiple of the longest silence. A server without a connection answers for no longer
    /// than this.
    static final int LEASE_FACTOR = 2;

    private static final Duration ASKED_EVERY = Duration.ofMillis(500);

    /// If a process was killed a moment ago, its lock stays until the database server notices.
    private static final int ATTEMPTS_MAX = 5;

    private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(200);

    private static final Logger LOG = LoggerFactory.getLogger(Claim.class);

    /// "TRNT" in ASCII, and the schema, so that installations in two schemas of one database do not meet.
    private static final String KEY =
            "1414680148, coalesce((SELECT oid FROM pg_namespace WHERE nspname = current_schema()), 0)::int";

    private static final String TAKE = "SELECT pg_try_advisory_lock(" + KEY + ")";

    /// Looks for this session's lock in the server's own list.
    private static final String CONFIRM = """
            SELECT count(*) = 1 AND NOT pg_is_in_recovery() FROM pg_locks
            WHERE locktype = 'advisory' AND classid = 1414680148 AND objsubid = 2 AND pid = pg_backend_pid() AND granted
            """;

    private static final String HOLDER = """
            SELECT coalesce(host(client_addr), 'this machine'), to_char(backend_start AT TIME ZONE 'UTC',
              'YYYY-MM-DD HH24:MI:SS"Z"')
            FROM pg_locks JOIN pg_stat_activity USING (pid)
            WHERE locktype = 'advisory' AND classid = 1414680148 AND objsubid = 2 AND granted
              AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
              AND objid::int = coalesce((SELECT oid FROM pg_namespace WHERE nspname = current_schema()), 0)::int
            """;

    /// Makes the database server notice within 20 seconds that the claim's machine is gone. The machine itself
    /// notices earlier.
    private static final String SESSION = """
            SELECT set_config(name, wish, false) FROM pg_settings JOIN (VALUES
              ('tcp_keepalives_idle', '5'), ('tcp_keepalives_interval', '5'), ('tcp_keepalives_count', '3'),
              ('tcp_user_timeout', '20000'), ('idle_session_timeout', '0'), ('statement_timeout', '{silence}')
            ) AS wishes (wished, wish) ON name = wished
            """;

    private final DataSource source;
    private final Duration silenceMax;
    private final CompletableFuture<Void> outdated = new CompletableFuture<>();
    private final Thread watcher =
            Thread.ofPlatform().name("trent-store-claim").daemon().unstarted(this::watch);

    private volatile Connection session;
    private volatile boolean held = true;
    private volatile boolean closed;
    private volatile long confirmedNanos;
    private volatile Runnable whenLost = () -> {};
    private String said = "";

    private Claim(DataSource source, Duration silenceMax, Connection session) {
        this.source = source;
        this.silenceMax = silenceMax;
        this.session = session;
        this.confirmedNanos = System.nanoTime();
    }

    /// Takes the claim.
    ///
    /// @throws SQLException if the server does not answer
    /// @throws StoreException if another process has the claim, or if a claim on this server would not last
    static Claim take(DataSource source, Duration silenceMax) throws SQLException {
        Connection session = source.getConnection();
        try {
            prepare(session, silenceMax);
            for (int attempt = 1; !lock(session); attempt++) {
                if (attempt == ATTEMPTS_MAX) {
                    throw new StoreException(taken(session)
                            + ": one process at a time may. Stop that server first; commands for operators are given"
                            + " on its machine, with its data folder.");
                }
                pause(BETWEEN_ATTEMPTS);
            }
            return new Claim(source, silenceMax, session);
        } catch (SQLException | RuntimeException e) {
            closeQuietly(session);
            throw e;
        }
    }

    /// Starts to watch the claim.
    ///
    /// @param whenLost called each time the claim is lost, to end all waiting for the database
    /// @throws StoreException if it is lost already
    void watch(Runnable whenLost) {
        this.whenLost = whenLost;
        confirm();
        requireHeld();
        watcher.start();
    }

    /// Returns whether a server may have used this database before.
    boolean isOfUsedDatabase() {
        try (Statement statement = session.createStatement();
                ResultSet answer = statement.executeQuery("SELECT to_regclass('flyway_schema_history') IS NOT NULL")) {
            return !answer.next() || answer.getBoolean(1);
        } catch (SQLException e) {
            throw Dialect.POSTGRESQL.failed("The database could not be opened", e);
        }
    }

    /// Returns whether this process has the claim. It costs one reading of the clock.
    boolean isHeld() {
        return held && System.nanoTime() - confirmedNanos < silenceMax.toNanos() * LEASE_FACTOR;
    }

    /// Throws unless this process has the claim.
    void requireHeld() {
        if (!isHeld()) {
            throw new StoreException("The claim to the database is lost: it cannot be reached, or another has it.");
        }
    }

    /// Completes when a lost claim is taken again. From then on no other process changes the database, but the
    /// facts that this process remembers may be outdated.
    CompletableFuture<Void> outdated() {
        return outdated;
    }

    /// Gives the claim up.
    @Override
    public void close() {
        closed = true;
        held = false;
        watcher.interrupt();
        try {
            // The session may wait for an answer. This wait ends by itself.
            if (watcher.isAlive()) {
                watcher.join(silenceMax.plus(BETWEEN_ATTEMPTS));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        try (Connection ending = session;
                Statement statement = ending.createStatement()) {
            // Without this, a server that starts right after the return might find the lock still taken.
            statement.execute("SELECT pg_advisory_unlock_all()");
        } catch (SQLException e) {
            // The lock goes with the session.
        }
    }

    private void watch() {
        try {
            while (!closed && !outdated.isDone()) {
                Thread.sleep(ASKED_EVERY);
                if (held) {
                    confirm();
                } else {
                    takeBack();
                }
            }
        } catch (InterruptedException e) {
            // The claim was given up.
        }
    }

    private void confirm() {
        // The time is taken before the question, so the answer is about this time or a later one.
        long asked = System.nanoTime();
        try (Statement statement = session.createStatement();
                ResultSet answer = statement.executeQuery(CONFIRM)) {
            if (answer.next() && answer.getBoolean(1)) {
                confirmedNanos = asked;
                return;
            }
            lose("its session no longer holds the lock");
        } catch (SQLException e) {
            lose("the database does not answer, or ended the session");
        }
    }

    private void lose(String why) {
        if (closed) {
            return;
        }
        held = false;
        say("The claim to the database is lost, " + why + ": nothing is answered until it is taken back");
        closeQuietly(session);
        whenLost.run();
    }

    private void takeBack() {
        Connection next = null;
        try {
            next = source.getConnection();
            prepare(next, silenceMax);
            if (lock(next)) {
                session = next;
                next = null;
                say("The claim to the database is taken back");
                outdated.complete(null);
            } else {
                say(taken(next) + ": this server answers nothing while that one runs");
            }
        } catch (SQLException e) {
            // The loss was logged already.
        } catch (StoreException e) {
            say(String.valueOf(e.getMessage()));
        } finally {
            closeQuietly(next);
        }
        if (closed) {
            closeQuietly(session);
        }
    }

    /// Logs a message once, until a different one comes.
    private void say(String what) {
        if (!what.equals(said)) {
            said = what;
            LOG.error("{}", what);
        }
    }

    private static void prepare(Connection session, Duration silenceMax) throws SQLException {
        try (Statement statement = session.createStatement()) {
            statement.execute(SESSION.replace("{silence}", Long.toString(silenceMax.toMillis())));
            requireDirect(session, statement);
            try (ResultSet standby = statement.executeQuery("SELECT pg_is_in_recovery()")) {
                if (standby.next() && standby.getBoolean(1)) {
                    throw new StoreException("The database is a standby, which cannot be written: give the address of"
                            + " the primary, or all hosts and targetServerType=primary.");
                }
            }
        }
    }

    /// Refuses a connection pooler. It gives each transaction another session, and tells its clients an
    /// invented session number.
    private static void requireDirect(Connection session, Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery("SELECT pg_backend_pid()")) {
            if (row.next()
                    && row.getInt(1) != session.unwrap(PgConnection.class).getBackendPID()) {
                throw new StoreException("A connection pooler is between Trent and PostgreSQL, so that no lock would"
                        + " last: give the address of PostgreSQL itself. Trent pools its connections.");
            }
        }
    }

    private static boolean lock(Connection session) throws SQLException {
        try (Statement statement = session.createStatement();
                ResultSet answer = statement.executeQuery(TAKE)) {
            return answer.next() && answer.getBoolean(1);
        }
    }

    private static String taken(Connection session) throws SQLException {
        try (PreparedStatement statement = session.prepareStatement(HOLDER);
                ResultSet holder = statement.executeQuery()) {
            String who = holder.next() && holder.getString(2) != null
                    ? " (connected from " + holder.getString(1) + " since " + holder.getString(2) + ")"
                    : "";
            return "Another Trent uses the database" + who;
        }
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException("The opening of the database was interrupted.", e);
        }
    }

    private static void closeQuietly(@Nullable Connection connection) {
        if (connection == null) {
            return;
        }
        try {
            // Not close(): it would wait for a server that does not answer.
            connection.abort(Runnable::run);
        } catch (SQLException e) {
            // The connection was closed already, or is broken. In both cases it holds no lock for us.
        }
    }
}
