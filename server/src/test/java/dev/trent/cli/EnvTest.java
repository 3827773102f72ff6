package dev.trent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `trent env` prints the address of the running server, and never of a server that has ended.
class EnvTest {
    private static final String USUAL = "export AWS_ENDPOINT_URL=http://127.0.0.1:4599\n";

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
    void the_running_server_is_found_on_whatever_port() {
        try (TestServer server = TestServer.start(data)) {
            assertThat(user.run("env").succeeded())
                    .startsWith("export AWS_ENDPOINT_URL=" + server.uri() + "\nexport AWS_ACCESS_KEY_ID=test\n")
                    .endsWith("unset AWS_SESSION_TOKEN AWS_PROFILE\n");
            assertThat(user.run("env", "--port", "1").succeeded()).contains(":1\n");
            assertThat(new CommandLines(home, home, Map.of("TRENT_PORT", "2"))
                            .run("env")
                            .succeeded())
                    .contains(":2\n");
        }
    }

    @Test
    void the_server_of_another_folder_is_found_by_the_folder() {
        try (TestServer server = TestServer.start(home.resolve("other"))) {
            assertThat(user.run("env", "--data", home.resolve("other").toString())
                            .succeeded())
                    .contains("=" + server.uri() + "\n");
        }
    }

    @Test
    void without_a_server_it_is_the_usual_address_and_a_word_about_it() {
        Installation.Ran ran = user.run("env");

        assertThat(ran.exit()).isZero();
        assertThat(ran.out()).startsWith(USUAL);
        assertThat(ran.err()).contains("No 'trent dev' runs");
    }

    @Test
    void what_a_killed_server_left_misleads_nobody() throws IOException {
        TestServer.start(data).close();
        try (var left = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            left.bind(UnixDomainSocketAddress.of(data.resolve("control.sock")));
        }
        assertThat(Files.exists(data.resolve("control.sock"))).isTrue();

        assertThat(user.run("env").out()).startsWith(USUAL);
    }

    @Test
    void other_shells_have_other_words() {
        assertThat(user.run("env", "--port", "3", "--shell", "fish").succeeded())
                .startsWith("set -gx AWS_ENDPOINT_URL http://127.0.0.1:3;\n")
                .endsWith("set -e AWS_SESSION_TOKEN; set -e AWS_PROFILE;\n");
        assertThat(user.run("env", "--port", "3", "--shell", "powershell").succeeded())
                .startsWith("$Env:AWS_ENDPOINT_URL = 'http://127.0.0.1:3'\n")
                .endsWith("Remove-Item Env:AWS_SESSION_TOKEN, Env:AWS_PROFILE -ErrorAction SilentlyContinue\n");
        assertThat(user.run("env", "--shell", "tcsh").failed(2)).contains("tcsh", "fish");
    }

    @Test
    void a_host_is_no_command_for_the_shell() {
        assertThat(user.run("env", "--host", "a;touch b").failed(2)).contains("--host takes an address");
        assertThat(user.run("env", "--host", "::1").succeeded()).contains("=http://[::1]:4599\n");
    }
}
