package dev.trent.console;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trent.cli.TestServer;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Bodies that are too long, never end, or are no sign-in.
class ConsoleBodiesTest {
    @TempDir
    Path data;

    private static Socket begun(TestServer server) throws IOException {
        Socket socket = new Socket(server.uri().getHost(), server.uri().getPort());
        socket.getOutputStream()
                .write(("POST /console/session HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Trent-CSRF: sign-in\r\n"
                                + "Content-Length: 100\r\n\r\n{")
                        .getBytes(US_ASCII));
        return socket;
    }

    @Test
    @Timeout(60)
    void a_body_that_does_not_come_keeps_nobody_else_waiting_and_is_cut() throws IOException {
        try (TestServer server = TestServer.tuned(data, "--request-timeout", "2s");
                Browser browser = new Browser(server::uri)) {
            List<Socket> slow = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                slow.add(begun(server));
            }

            browser.signIn(TestServer.ACCOUNT, "test");

            for (Socket socket : slow) {
                String answer = new String(socket.getInputStream().readAllBytes(), UTF_8);
                assertThat(answer).doesNotContain("200 OK", "Set-Cookie");
                socket.close();
            }
        }
    }

    @Test
    void bodies_that_are_no_sign_in_are_refused() {
        try (TestServer server = TestServer.start(data);
                Browser browser = new Browser(server::uri)) {
            for (String body : List.of("x", "[]", "null", "{\"accessKeyId\":7}", "{\"a\":".repeat(3000))) {
                assertThat(browser.trySignIn(body).status()).as(body).isIn(400, 413);
            }
            assertThat(browser.trySignIn("{}").status()).isEqualTo(401);
            assertThat(browser.trySignIn("").status()).isEqualTo(401);
            assertThat(browser.trySignIn("{\"firstRun\":\"" + "x".repeat(16 * 1024) + "\"}")
                            .status())
                    .isEqualTo(413);
            assertThat(browser.send("POST", "/console/session", "x".repeat(8 << 20), Map.of("X-Trent-CSRF", "sign-in"))
                            .status())
                    .isEqualTo(413);
            browser.signIn(TestServer.ACCOUNT, "test");
        }
    }
}
