package dev.trent.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Only one process at a time uses a PostgreSQL database, and a process that loses it notices.
@Timeout(60)
class ClaimTest {
    private static final long POLLED_NANOS = 5_000_000;

    private final String url = Engines.POSTGRESQL.freshUrl();

    @Test
    void a_second_process_on_a_database_is_refused_and_told_who_the_first_is() {
        try (Store first = Store.open(url)) {
            assertThatThrownBy(() -> Store.open(url))
                    .isInstanceOf(StoreException.class)
                    .hasMessageStartingWith("Another Trent uses the database (connected from 127.0.0.1 since 20")
                    .hasMessageContaining("Stop that server first");
            assertThat(first.serving()).isTrue();
        }
    }

    @Test
    void a_closed_database_is_free_at_once() {
        for (int turn = 0; turn < 3; turn++) {
            try (Store store = Store.open(url)) {
                assertThat(store.serving()).isTrue();
            }
        }
    }

    @Test
    void of_processes_that_start_at_once_one_starts() throws Exception {
        int nodes = 4;
        CountDownLatch start = new CountDownLatch(1);
        CountDownLatch tried = new CountDownLatch(nodes);
        int started = 0;
        try (var threads = Executors.newFixedThreadPool(nodes)) {
            List<Future<Boolean>> attempts = new ArrayList<>();
            for (int node = 0; node < nodes; node++) {
                attempts.add(threads.submit(() -> {
                    start.await();
                    try (Store store = Store.open(url)) {
                        tried.countDown();
                        tried.await();
                        return store.reachable();
                    } finally {
                        tried.countDown();
                    }
                }));
            }
            start.countDown();
            for (Future<Boolean> attempt : attempts) {
                try {
                    started += attempt.get() ? 1 : 0;
                } catch (ExecutionException refused) {
                    assertThat(refused.getCause())
                            .isInstanceOf(StoreException.class)
                            .hasMessageStartingWith("Another Trent uses the database");
                }
            }
        }
        assertThat(started).isEqualTo(1);
    }

    @Test
    void two_schemas_of_a_database_are_two_databases() throws SQLException {
        execute("CREATE SCHEMA one", "CREATE SCHEMA two");
        try (Store one = Store.open(url + "&currentSchema=one");
                Store two = Store.open(url + "&currentSchema=two")) {
            assertThat(one.serving()).isTrue();
            assertThat(two.serving()).isTrue();
        }
    }

    @Test
    void a_connection_pooler_is_refused() {
        try (DatabaseProxy pooler = DatabaseProxy.poolingBefore(url)) {
            assertThatThrownBy(() -> Store.open(pooler.url()))
                    .isInstanceOf(StoreException.class)
                    .hasMessageStartingWith("A connection pooler is between Trent and PostgreSQL");
        }
        try (DatabaseProxy plain = DatabaseProxy.before(url);
                Store store = Store.open(plain.url())) {
            assertThat(store.serving()).isTrue();
        }
    }

    @Test
    void a_session_that_was_ended_ends_the_claim_and_refuses_reads_and_writes() throws SQLException {
        try (Store store = Store.open(url)) {
            endClaims();

            await(() -> !store.serving());
            assertThatThrownBy(() -> store.read(tx -> Rows.count(tx, "account")))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("claim to the database is lost");
            assertThatThrownBy(() -> store.write(tx -> tx.run("DELETE FROM account")))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("claim to the database is lost");
        }
    }

    @Test
    void a_claim_that_is_taken_back_says_that_all_is_to_be_read_anew() throws Exception {
        try (Store store = Store.open(url)) {
            endClaims();

            store.outdated().get(30, TimeUnit.SECONDS);

            assertThat(store.serving()).isFalse();
            assertThatThrownBy(() -> Store.open(url)).hasMessageStartingWith("Another Trent uses the database");
        }
        try (Store anew = Store.open(url)) {
            assertThat(anew.serving()).isTrue();
        }
    }

    @Test
    void whoever_lost_its_claim_to_another_stays_closed_until_that_one_ends() throws Exception {
        try (DatabaseProxy proxy = DatabaseProxy.before(url);
                Store first = Store.open(proxy.url())) {
            proxy.goSilent();
            endClaims();
            try (Store second = Store.open(url)) {
                await(() -> !first.serving());
                int before = proxy.accepted();
                proxy.cut();
                proxy.speak();
                await(() -> proxy.accepted() >= before + 2);

                assertThat(first.outdated()).isNotDone();
                assertThat(first.serving()).isFalse();
                assertThat(second.serving()).isTrue();
            }
            first.outdated().get(30, TimeUnit.SECONDS);
        }
    }

    @Test
    void a_connection_that_is_half_open_is_noticed_and_whoever_waits_on_it_is_let_go() throws Exception {
        try (DatabaseProxy proxy = DatabaseProxy.before(url);
                Store store = Store.open(proxy.url());
                var threads = Executors.newFixedThreadPool(1)) {
            CountDownLatch silent = new CountDownLatch(1);
            // Without the release, this would wait for longer than the test may take.
            DatabaseSettings usual = DatabaseSettings.of(url);
            assertThat(usual.statementTimeout()).isGreaterThan(Duration.ofSeconds(10));
            Future<Long> waiting = threads.submit(() -> store.read(tx -> {
                silent.countDown();
                long count = Rows.count(tx, "account");
                while (store.serving()) {
                    count += Rows.count(tx, "account");
                }
                return count + Rows.count(tx, "account");
            }));
            silent.await();
            proxy.goSilent();

            assertThatThrownBy(() -> waiting.get(8, TimeUnit.SECONDS)).hasCauseInstanceOf(StoreException.class);
            assertThat(store.serving()).isFalse();
            assertThat(store.reachable()).isFalse();
        }
    }

    @Test
    void a_transaction_that_outlives_the_claim_changes_nothing() throws SQLException {
        try (Store store = Store.open(url)) {
            assertThatThrownBy(() -> store.write(tx -> {
                        tx.run("INSERT INTO account (account_id, created_ms) VALUES (?, ?)", "1", 0);
                        endClaimsUnchecked();
                        await(() -> !store.serving());
                        return null;
                    }))
                    .isInstanceOf(StoreException.class);
        }
        try (Store anew = Store.open(url)) {
            long accounts = anew.read(tx -> Rows.count(tx, "account"));
            assertThat(accounts).isZero();
        }
    }

    @Test
    void a_takeover_waits_for_longer_than_a_lost_claim_counts() {
        List<Duration> pauses = new ArrayList<>();
        DatabaseSettings settings = DatabaseSettings.of(url);
        assertThat(settings.takeover()).isGreaterThan(settings.silenceMax().multipliedBy(Claim.LEASE_FACTOR));

        PostgresEngine.open(settings, pauses::add).close();
        assertThat(pauses).as("a database that nobody has used").isEmpty();

        PostgresEngine.open(settings, pauses::add).close();
        assertThat(pauses).containsExactly(settings.takeover());
    }

    /// Ends the sessions that hold a claim, as an administrator or a failing server would.
    private void endClaims() throws SQLException {
        execute("SELECT pg_terminate_backend(pid, 5000) FROM pg_locks WHERE locktype = 'advisory' AND granted"
                + " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())");
    }

    private void endClaimsUnchecked() {
        try {
            endClaims();
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private void execute(String... all) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            for (String sql : all) {
                statement.execute(sql);
            }
        }
    }

    private static void await(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            LockSupport.parkNanos(POLLED_NANOS);
            if (Thread.interrupted()) {
                throw new AssertionError("It did not come about.");
            }
        }
    }
}
