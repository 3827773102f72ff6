package dev.trent.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

class PostgresEngineTest {
    private final String url = Engines.POSTGRESQL.freshUrl();

    @Test
    void every_session_is_durable_and_bounded() {
        try (Store store = Engines.open(url)) {
            store.write(tx -> {
                assertThat(setting(tx, "synchronous_commit")).isEqualTo("on");
                assertThat(setting(tx, "transaction_isolation")).isEqualTo("serializable");
                assertThat(setting(tx, "statement_timeout")).isEqualTo("15s");
                assertThat(setting(tx, "lock_timeout")).isEqualTo("15s");
                assertThat(setting(tx, "idle_in_transaction_session_timeout")).isEqualTo("30s");
                return null;
            });
            store.read(tx -> {
                assertThat(setting(tx, "transaction_isolation")).isEqualTo("repeatable read");
                assertThat(setting(tx, "transaction_read_only")).isEqualTo("on");
                return null;
            });
        }
    }

    @Test
    void a_server_that_commits_more_durably_is_not_made_to_do_less() throws SQLException {
        execute("ALTER DATABASE " + database() + " SET synchronous_commit = remote_apply");

        try (Store store = Engines.open(url)) {
            String level = store.read(tx -> setting(tx, "synchronous_commit"));
            assertThat(level).isEqualTo("remote_apply");
        }
    }

    /// Each of two transactions reads both rows and changes one of them. No row is written twice. Yet one
    /// transaction after the other would give another result (write skew). Only SERIALIZABLE notices this.
    @Test
    void a_transaction_that_decided_on_what_another_program_changed_is_run_again() throws Exception {
        try (Store store = Engines.open(url);
                Connection other = DriverManager.getConnection(url);
                Statement statement = other.createStatement()) {
            store.write(tx -> {
                Rows.account(tx, "1");
                Rows.account(tx, "2");
                return tx.run("UPDATE account SET created_ms = 100");
            });
            var attempts = new AtomicInteger();
            other.setAutoCommit(false);
            other.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);

            int changed = store.write(tx -> {
                long sum = sum(tx);
                if (attempts.incrementAndGet() == 1) {
                    lower(statement);
                }
                return sum < 200 ? 0 : tx.run("UPDATE account SET created_ms = -100 WHERE account_id = ?", "1");
            });

            assertThat(changed).isZero();
            assertThat(attempts).hasValue(2);
            long sum = store.read(PostgresEngineTest::sum);
            assertThat(sum).isZero();
        }
    }

    private static void lower(Statement other) {
        try {
            other.executeQuery("SELECT SUM(created_ms) FROM account").close();
            other.executeUpdate("UPDATE account SET created_ms = -100 WHERE account_id = '2'");
            other.getConnection().commit();
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void a_transaction_that_conflicts_every_time_is_given_up_after_sixteen_attempts() {
        try (Store store = Engines.open(url)) {
            store.write(tx -> tx.run("INSERT INTO account (account_id, created_ms) VALUES (?, ?)", "1", 0));
            var attempts = new AtomicInteger();

            assertThatThrownBy(() -> store.write(tx -> {
                        attempts.incrementAndGet();
                        return conflict(tx);
                    }))
                    .isInstanceOf(StoreException.class)
                    .hasMessage("The transaction conflicted with another one.");
            assertThat(attempts).hasValue(16);
        }
    }

    @Test
    void work_that_swallows_the_conflict_is_run_again_all_the_same() {
        try (Store store = Engines.open(url)) {
            store.write(tx -> tx.run("INSERT INTO account (account_id, created_ms) VALUES (?, ?)", "1", 0));
            var attempts = new AtomicInteger();

            String result = store.write(tx -> {
                if (attempts.incrementAndGet() == 1) {
                    assertThatThrownBy(() -> conflict(tx)).isInstanceOf(StoreException.class);
                }
                return "attempt " + attempts;
            });

            assertThat(result).isEqualTo("attempt 2");
        }
    }

    @Test
    void a_commit_whose_confirmation_is_lost_is_an_unknown_outcome() {
        try (Store store = Engines.open(url)) {
            var attempts = new AtomicInteger();

            assertThatThrownBy(() -> store.write(tx -> {
                        attempts.incrementAndGet();
                        tx.run("INSERT INTO account (account_id, created_ms) VALUES (?, ?)", "1", 0);
                        return endSession(tx);
                    }))
                    .isInstanceOf(StoreException.class)
                    .hasMessageStartingWith("A commit was not confirmed, and whether the change is stored is unknown:");
            assertThat(attempts).hasValue(1);
            int changed =
                    store.write(tx -> tx.run("INSERT INTO account (account_id, created_ms) VALUES (?, ?)", "1", 0));
            assertThat(changed).isEqualTo(1);
        }
    }

    @Test
    void a_database_that_is_gone_is_not_reachable() throws SQLException {
        try (Store store = Engines.open(url)) {
            assertThat(store.reachable()).isTrue();
            String elsewhere = Engines.POSTGRESQL.freshUrl();
            try (Connection connection = DriverManager.getConnection(elsewhere);
                    Statement statement = connection.createStatement()) {
                statement.execute("DROP DATABASE " + database() + " WITH (FORCE)");
            }

            assertThat(store.reachable()).isFalse();
        }
    }

    @Test
    void a_wrong_password_is_refused_without_showing_it() throws SQLException {
        execute("CREATE ROLE stranger LOGIN PASSWORD 'right'");
        String withPassword = url.replace("user=postgres", "user=stranger") + "&password=secret-word";

        assertThatThrownBy(() -> Store.open(withPassword))
                .isInstanceOf(StoreException.class)
                .hasMessage("The database could not be opened: the server does not accept the user or the password"
                        + " (SQLSTATE 28P01).")
                .satisfies(e -> assertThat(Failures.everyWordOf(e)).doesNotContain("secret-word"));
    }

    @Test
    void a_server_that_is_down_is_waited_for_with_growing_pauses() {
        List<Duration> pauses = new ArrayList<>();
        try (DatabaseProxy proxy = DatabaseProxy.before(url)) {
            proxy.goSilent();

            PostgresEngine engine = PostgresEngine.open(waiting(proxy.url(), Duration.ofMinutes(1)), pause -> {
                pauses.add(pause);
                if (pauses.size() == 3) {
                    proxy.speak();
                }
            });

            assertThat(engine.serving()).isTrue();
            engine.close();
        }
        assertThat(pauses).containsExactly(Duration.ofMillis(250), Duration.ofMillis(500), Duration.ofSeconds(1));
    }

    @Test
    void a_server_that_stays_down_is_given_up() {
        List<Duration> pauses = new ArrayList<>();

        assertThatThrownBy(() -> PostgresEngine.open(
                        waiting("jdbc:postgresql://localhost:1/absent?user=trent", Duration.ofSeconds(20)),
                        pauses::add))
                .isInstanceOf(StoreException.class)
                .hasMessage("The database could not be opened: the server cannot be reached (SQLSTATE 08001).");

        assertThat(pauses.stream().mapToLong(Duration::toMillis))
                .containsExactly(250L, 500L, 1000L, 2000L, 4000L, 5000L, 5000L, 5000L);
    }

    @Test
    void why_a_server_is_waited_for_is_told_once() {
        List<String> told = told(
                PostgresEngine.class,
                () -> assertThatThrownBy(() -> PostgresEngine.open(
                                waiting("jdbc:postgresql://localhost:1/absent?user=trent", Duration.ofSeconds(20)),
                                _ -> {}))
                        .isInstanceOf(StoreException.class));

        assertThat(told)
                .containsExactly("The database could not be opened: the server cannot be reached (SQLSTATE 08001)."
                        + " Trying again, for 20 s altogether");
    }

    @Test
    void an_unsafe_way_to_the_database_is_told_by_whoever_starts_the_process() {
        String unsafe = "jdbc:postgresql://database.example/trent?sslmode=disable";

        assertThat(told(DatabaseSettings.class, () -> DatabaseSettings.warnOf(unsafe)))
                .singleElement()
                .asString()
                .contains("sslmode=disable");
        assertThat(told(DatabaseSettings.class, () -> {
                    DatabaseSettings.warnOf(null);
                    DatabaseSettings.warnOf("jdbc:sqlite:trent.db");
                }))
                .isEmpty();
    }

    private static List<String> told(Class<?> by, Runnable work) {
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        Logger logger = (Logger) LoggerFactory.getLogger(by);
        logger.addAppender(log);
        try {
            work.run();
        } finally {
            logger.detachAppender(log);
        }
        return log.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    @Test
    void a_refusal_that_will_not_change_is_not_waited_out() {
        List<Duration> pauses = new ArrayList<>();
        String absent = url.replace("/" + database() + "?", "/absent?");

        assertThatThrownBy(() -> PostgresEngine.open(waiting(absent, Duration.ofMinutes(1)), pauses::add))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("the server has no such database");

        assertThat(pauses).isEmpty();
    }

    @Test
    void nothing_waits_for_a_server_for_longer_than_a_second() {
        PostgresAddress address = PostgresAddress.of(url);

        assertThat(address.source(DatabaseSettings.SILENCE_MAX).getConnectTimeout())
                .isEqualTo(1);
        assertThat(address.source(DatabaseSettings.SILENCE_MAX).getSocketTimeout())
                .isEqualTo(1);
        assertThat(PostgresAddress.of(url + "&connectTimeout=7&socketTimeout=9")
                        .source(DatabaseSettings.SILENCE_MAX)
                        .getConnectTimeout())
                .isEqualTo(7);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://db.example.test/trent?user=trent",
                "jdbc:postgresql://localhost,db.example.test:5433/trent",
                "jdbc:postgresql://192.0.2.1/trent"
            })
    void another_machine_has_to_prove_its_name_unless_the_url_says_what_is_enough(String remote) {
        PostgresAddress address = PostgresAddress.of(remote);
        assertThat(address.source(DatabaseSettings.SILENCE_MAX).getSslMode()).isEqualTo("verify-full");
        assertThat(address.warning()).isNull();

        String separator = remote.contains("?") ? "&" : "?";
        for (String weaker : List.of("disable", "allow", "prefer", "require", "verify-ca")) {
            PostgresAddress said = PostgresAddress.of(remote + separator + "sslmode=" + weaker);
            assertThat(said.source(DatabaseSettings.SILENCE_MAX).getSslMode()).isEqualTo(weaker);
            assertThat(said.warning()).contains("sslmode=" + weaker);
        }
        assertThat(PostgresAddress.of(remote + separator + "sslmode=verify-full")
                        .warning())
                .isNull();
    }

    @Test
    void this_machine_need_not_prove_its_name() {
        for (String host : List.of("localhost", "127.0.0.1", "[::1]")) {
            PostgresAddress address = PostgresAddress.of("jdbc:postgresql://" + host + "/trent");
            assertThat(address.source(DatabaseSettings.SILENCE_MAX).getSslMode())
                    .isNull();
            assertThat(address.warning()).isNull();
        }
    }

    @Test
    void a_server_that_cannot_prove_its_name_is_refused_and_not_waited_for() {
        assertThatThrownBy(() -> PostgresEngine.claim(
                        new PostgresAddress(url, true), DatabaseSettings.SILENCE_MAX, Duration.ofMinutes(1), pause -> {
                            throw new AssertionError("It was waited for.");
                        }))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("did not prove who it is")
                .hasMessageContaining("sslrootcert=FILE");
    }

    private static DatabaseSettings waiting(String url, Duration wait) {
        return new DatabaseSettings(
                url, 4, wait, DatabaseSettings.STATEMENT_TIMEOUT, DatabaseSettings.SILENCE_MAX, Duration.ZERO);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://localhost:1/absent?user=trent&password=secret-word",
                "jdbc:postgresql://localhost:notaport/absent?user=trent&password=secret-word",
                "jdbc:postgresql:////?password=secret-word",
                "jdbc:postgres://trent:secret-word@localhost/absent"
            })
    void a_wrong_url_is_refused_without_showing_its_password(String wrong) {
        assertThatThrownBy(() -> Store.open(wrong))
                .isInstanceOf(StoreException.class)
                .satisfies(e -> assertThat(Failures.everyWordOf(e)).doesNotContain("secret-word"));
    }

    @Test
    void a_database_that_holds_something_else_is_refused() throws SQLException {
        execute("CREATE TABLE invoice (id int)");

        assertThatThrownBy(() -> Store.open(url))
                .isInstanceOf(StoreException.class)
                .hasMessage("The database is not empty, and what it holds is not Trent's.");
    }

    /// Changes a row that someone else has changed since this transaction began.
    private int conflict(Tx tx) {
        sum(tx);
        try {
            execute("UPDATE account SET created_ms = created_ms + 1");
        } catch (SQLException e) {
            throw new AssertionError("The other transaction failed.", e);
        }
        return tx.run("UPDATE account SET created_ms = 0");
    }

    /// Lets the server end the session of this transaction.
    private int endSession(Tx tx) {
        long session = tx.list("SELECT pg_backend_pid() AS session", row -> row.number("session"))
                .getFirst();
        try {
            execute("SELECT pg_terminate_backend(" + session + ", 5000)");
        } catch (SQLException e) {
            throw new AssertionError("The session could not be ended.", e);
        }
        return 0;
    }

    private String database() {
        return url.substring(url.lastIndexOf('/') + 1, url.indexOf('?'));
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static long sum(Tx tx) {
        return tx.list("SELECT sum(created_ms) AS total FROM account", row -> row.number("total"))
                .getFirst();
    }

    private static String setting(Tx tx, String name) {
        return tx.list("SELECT current_setting(?) AS value", row -> row.text("value"), name)
                .getFirst();
    }
}
