package dev.trent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The commands `trent clock` and `trent clock advance`.
class ClockCommandTest {
    @TempDir
    Path home;

    private CommandLines user;
    private Path data;

    @BeforeEach
    void enter() {
        user = new CommandLines(home);
        data = home.resolve(".local/share/trent/dev");
    }

    @Test
    void the_clock_is_told_and_moved() {
        try (TestServer _ = TestServer.start(data)) {
            assertThat(user.run("clock").succeeded()).matches("20\\S+Z, the time of this machine\n");
            assertThat(user.run("clock", "advance", "P366D").succeeded()).matches("20\\S+Z, ahead by P366D\n");
            assertThat(user.run("clock", "advance", "PT1H").succeeded()).matches("20\\S+Z, ahead by P366DT1H\n");
            assertThat(user.run("clock").succeeded()).matches("20\\S+Z, ahead by P366DT1H\n");
        }
    }

    @Test
    void the_server_is_found_by_port_folder_endpoint_and_environment() {
        Path other = home.resolve("other");
        try (TestServer server = TestServer.start(other)) {
            String port = Integer.toString(server.uri().getPort());
            String endpoint = server.uri().toString();
            assertThat(user.run("clock", "advance", "--port", port, "PT1H").succeeded())
                    .endsWith("PT1H\n");
            assertThat(user.run("clock", "advance", "--data", other.toString(), "PT1H")
                            .succeeded())
                    .endsWith("PT2H\n");
            assertThat(user.run("clock", "advance", "--endpoint", endpoint + "/", "PT1H")
                            .succeeded())
                    .endsWith("PT3H\n");
            assertThat(in("TRENT_ENDPOINT", endpoint).run("clock").succeeded()).endsWith("PT3H\n");
            assertThat(in("AWS_ENDPOINT_URL", endpoint).run("clock").succeeded())
                    .endsWith("PT3H\n");
        }
    }

    private CommandLines in(String variable, String value) {
        return new CommandLines(home, home, Map.of(variable, value));
    }

    @Test
    void a_refusal_of_the_server_is_told() {
        try (TestServer _ = TestServer.start(data)) {
            assertThat(user.run("clock", "advance", "P-1D").failed(1))
                    .isEqualTo("trent: The clock only goes forward: 'P-1D' would not move it.\n");
            assertThat(user.run("clock", "advance", "tomorrow").failed(1)).contains("'tomorrow'", "P366D");
            assertThat(user.run("clock", "advance").failed(2)).contains("AMOUNT");
        }
    }

    @Test
    void without_a_server_it_is_told_how_to_start_one() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        assertThat(user.run("clock", "--port", Integer.toString(free)).failed(1))
                .isEqualTo("trent: Nothing answers on http://127.0.0.1:" + free
                        + ": start 'trent dev', or name it with --endpoint.\n");
        assertThat(user.run("clock", "--data", home.resolve("none").toString()).failed(1))
                .contains("No 'trent dev' runs on");
        assertThat(user.run("clock", "--endpoint", "kms").failed(2)).contains("--endpoint takes an address");
    }

    @Test
    void the_clock_of_a_production_server_is_not_moved() throws IOException {
        Installation installation = new Installation(home.resolve("production"));
        installation.init();
        try (Installation.Server server = installation.serve()) {
            String port = Integer.toString(server.port());
            assertThat(user.run("clock", "--port", port).failed(1))
                    .contains("is no 'trent dev'", "only the clock of 'trent dev' can be asked and moved");
            assertThat(user.run("clock", "advance", "--port", port, "P1D").failed(1))
                    .contains("is no 'trent dev'");
        }
    }
}
