package dev.trent.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trent.cli.Installation.Shown;
import dev.trent.crypto.Engine;
import dev.trent.store.DatabaseProxy;
import dev.trent.store.Engines;
import dev.trent.store.StoreException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.kms.KmsClient;

/// Servers and commands on one PostgreSQL database: one process at a time uses it. Also the behaviour of a
/// server that loses it.
@Timeout(120)
class DatabaseTest {
    private static final long POLLED_NANOS = 10_000_000;
    private static final String SECOND = "444455556666";

    @TempDir
    Path folder;

    private final HttpClient http = HttpClient.newHttpClient();
    private final String url = Engines.POSTGRESQL.freshUrl();
    private Installation installation = new Installation(Path.of(""));
    private Shown first = new Shown("", "");

    @BeforeEach
    void initialise() {
        installation = new Installation(folder.resolve("data"));
        first = Shown.in(installation
                .command("init", "--account", Installation.ACCOUNT, "--database", url)
                .succeeded());
    }

    @Test
    void a_second_server_on_a_database_is_refused() throws IOException {
        Installation copy = copy();
        try (Trent trent = start(installation, url)) {
            assertThat(copy.command("server", "--port", "0", "--database", url).failed(1))
                    .startsWith("trent: Another Trent uses the database (connected from 127.0.0.1 since ")
                    .hasLineCount(1);
            assertThat(get(trent.port(), "/readyz").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void a_command_with_another_folder_changes_nothing_behind_a_servers_back() throws IOException {
        Installation copy = copy();
        try (Trent trent = start(installation, url)) {
            for (String[] command : new String[][] {
                {"root-credential", "revoke", first.accessKeyId(), "--database", url},
                {"account", "create", SECOND, "--database", url},
                {"account", "list", "--database", url},
            }) {
                assertThat(copy.command(command).failed(1))
                        .contains("Another Trent uses the database", "on its machine, with its data folder");
            }
            assertThat(new Installation(folder.resolve("fresh"))
                            .command("init", "--account", SECOND, "--database", url)
                            .failed(1))
                    .contains("Another Trent uses the database");
            assertThat(installation.command("account", "list").succeeded()).isEqualTo(Installation.ACCOUNT + "\n");
            assertThat(trent.port()).isPositive();
        }
        assertThat(copy.command("account", "list", "--database", url).succeeded())
                .isEqualTo(Installation.ACCOUNT + "\n");
    }

    @Test
    void a_server_that_loses_the_database_answers_nothing_and_begins_anew_when_it_is_back() throws Exception {
        try (DatabaseProxy proxy = DatabaseProxy.before(url)) {
            Running running =
                    new Running(settings(installation, proxy.url()), Engine.fastest(), InstantSource.system(), null);
            CompletableFuture<String> address = new CompletableFuture<>();
            Future<Integer> exit = begin(() -> running.untilStopped(trent -> address.complete(trent.address())));
            int port = URI.create(address.get()).getPort();
            assertThat(get(port, "/readyz").statusCode()).isEqualTo(200);

            proxy.goSilent();
            await(() -> statusOf(port, "/readyz") == 503);
            HttpResponse<String> refused = get(port, "/keys");
            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.body()).contains("ServiceUnavailable", "has lost its database");
            assertThat(get(port, "/livez").statusCode()).isEqualTo(200);
            assertThat(installation.command("account", "list").failed(1)).contains("has lost its database");

            proxy.cut();
            proxy.speak();
            await(() -> statusOf(port, "/readyz") == 200);
            assertThat(installation.command("account", "list").succeeded()).isEqualTo(Installation.ACCOUNT + "\n");
            assertThat(get(port, "/keys").statusCode()).isNotEqualTo(503);

            running.stop();
            assertThat(exit.get()).isZero();
        }
    }

    @Test
    void what_was_revoked_while_a_server_was_cut_off_is_revoked_when_it_is_back() throws Exception {
        Installation copy = copy();
        try (DatabaseProxy proxy = DatabaseProxy.before(url)) {
            Running running =
                    new Running(settings(installation, proxy.url()), Engine.fastest(), InstantSource.system(), null);
            CompletableFuture<String> address = new CompletableFuture<>();
            Future<Integer> exit = begin(() -> running.untilStopped(trent -> address.complete(trent.address())));
            int port = URI.create(address.get()).getPort();
            try (KmsClient client = Installation.client(port, first)) {
                client.listKeys();
            }

            proxy.goSilent();
            await(() -> statusOf(port, "/readyz") == 503);
            // PostgreSQL does this by itself after it has waited long enough for a vanished machine.
            endClaims();
            copy.command("root-credential", "revoke", first.accessKeyId(), "--database", url)
                    .succeeded();
            proxy.cut();
            proxy.speak();
            await(() -> statusOf(port, "/readyz") == 200);

            try (KmsClient client = Installation.client(port, first)) {
                assertThatThrownBy(client::listKeys).hasMessageContaining("security token");
            }
            running.stop();
            assertThat(exit.get()).isZero();
        }
    }

    @Test
    void a_start_that_waits_for_the_database_is_alive_and_can_be_stopped() throws Exception {
        Tuning patient = CommandLines.parsed(new Tuning(), "--database-connections=2", "--database-wait=1440m");
        try (DatabaseProxy proxy = DatabaseProxy.before(url)) {
            proxy.goSilent();
            int healthPort = freePort();
            Running running = new Running(
                    new Settings(
                            installation.data(),
                            "127.0.0.1",
                            0,
                            null,
                            null,
                            proxy.url(),
                            false,
                            List.of(),
                            CommandLines.parsed(new Network(), "--health-port=" + healthPort),
                            patient,
                            new Bounds(),
                            null),
                    Engine.fastest(),
                    InstantSource.system(),
                    null);
            Future<Integer> exit = begin(() -> running.untilStopped(_ -> {}));
            await(() -> proxy.accepted() > 1);
            assertThat(statusOf(healthPort, "/livez")).isEqualTo(200);
            assertThat(statusOf(healthPort, "/readyz")).isEqualTo(503);

            running.stop();

            assertThatThrownBy(exit::get).hasCauseInstanceOf(StoreException.class);
        }
    }

    /// Begins a task on a thread that nobody waits for, so that a failed test ends.
    private static <T> Future<T> begin(Callable<T> task) {
        FutureTask<T> begun = new FutureTask<>(task);
        var _ = Thread.startVirtualThread(begun);
        return begun;
    }

    private Installation copy() throws IOException {
        Installation copy = new Installation(folder.resolve("copy"));
        Files.createDirectory(copy.data());
        Files.setPosixFilePermissions(copy.data(), Files.getPosixFilePermissions(installation.data()));
        Files.copy(
                installation.data().resolve("root.key"),
                copy.data().resolve("root.key"),
                java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
        return copy;
    }

    private static Settings settings(Installation on, String database) {
        return new Settings(on.data(), "127.0.0.1", 0, null, null, database, false);
    }

    private static Trent start(Installation on, String database) throws IOException {
        Settings settings = new Settings(
                on.data(),
                "127.0.0.1",
                0,
                null,
                null,
                database,
                false,
                List.of(),
                new Network(),
                new Tuning().withoutTakeover(),
                new Bounds(),
                null);
        return Trent.start(settings, Engine.fastest(), InstantSource.system(), null);
    }

    private static int freePort() throws IOException {
        try (ServerSocket any = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return any.getLocalPort();
        }
    }

    private void endClaims() throws Exception {
        try (var connection = java.sql.DriverManager.getConnection(url);
                var statement = connection.createStatement()) {
            statement.execute("SELECT pg_terminate_backend(pid, 5000) FROM pg_locks WHERE locktype = 'advisory'"
                    + " AND granted AND database = (SELECT oid FROM pg_database WHERE datname = current_database())");
        }
    }

    private int statusOf(int port, String path) {
        try {
            return get(port, path).statusCode();
        } catch (IOException closedWhileItStartsAnew) {
            return 0;
        }
    }

    private HttpResponse<String> get(int port, String path) throws IOException {
        try {
            return http.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                            .build(),
                    BodyHandlers.ofString());
        } catch (InterruptedException e) {
            throw new AssertionError("It did not answer.", e);
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
