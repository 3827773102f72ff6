package dev.trent.console;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trent.cli.MovedClock;
import dev.trent.cli.TestServer;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Where the console is served.
class ConsoleOptionsTest {
    @TempDir
    Path data;

    @Test
    void it_is_beside_the_api() {
        try (TestServer server = TestServer.networked(data);
                Browser browser = new Browser(server::uri)) {
            assertThat(server.console()).isEqualTo(server.uri().resolve("/console/"));
            assertThat(browser.get("/console/").header("Content-Type")).startsWith("text/html");
        }
    }

    @Test
    void it_can_be_taken_away() {
        try (TestServer server = TestServer.networked(data, "--console=off");
                Browser browser = new Browser(server::uri)) {
            assertThat(server.console()).isNull();
            assertThat(browser.get("/console/").status()).isEqualTo(400);
            assertThat(browser.trySignIn("test", "test", null).status()).isEqualTo(400);
        }
    }

    @Test
    void a_port_of_its_own_has_nothing_else() {
        try (TestServer server = TestServer.networked(data, "--console-port", "0")) {
            URI console = requireNonNull(server.console());
            assertThat(console.getPort()).isNotEqualTo(server.uri().getPort());
            try (Browser browser = new Browser(() -> console);
                    Browser api = new Browser(server::uri)) {
                browser.signIn("test", "test");
                assertThat(browser.kms(TestServer.REGION, "ListKeys", "{}").status())
                        .isEqualTo(200);
                assertThat(browser.send("POST", "/", "{}", Map.of()).status()).isEqualTo(404);
                assertThat(api.get("/console/").status()).isEqualTo(400);
            }
        }
    }

    @Test
    void a_named_host_is_served() {
        try (TestServer server = TestServer.networked(data, "--console-host", "KMS.example,b.example")) {
            for (String host : new String[] {"kms.example:4599", "b.example"}) {
                assertThat(Browser.raw(
                                server.uri(),
                                "GET /console/ HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n"))
                        .startsWith("HTTP/1.1 200 ");
            }
        }
    }

    @Test
    void the_idle_time_can_be_set() {
        try (TestServer server = TestServer.networked(data, "--console-idle", "60m");
                Browser browser = new Browser(server::uri)) {
            Browser.Answer session = browser.trySignIn("test", "test", null);
            new MovedClock(server.uri()).advance("PT59M");

            assertThat(String.valueOf(session.member("idleSeconds"))).isEqualTo("3600");
            assertThat(browser.get("/console/session").status()).isEqualTo(200);
            new MovedClock(server.uri()).advance("PT1M");
            assertThat(browser.get("/console/session").status()).isEqualTo(401);
        }
    }
}
