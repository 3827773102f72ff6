package dev.trent.console;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trent.cli.MovedClock;
import dev.trent.cli.TestServer;
import dev.trent.cli.TestServer.UserKey;
import dev.trent.policy.Tree;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The page of health.
class ConsoleHealthTest {
    private static final String[] PARTS = {"seal", "storage", "journal", "chores", "trails", "tls", "version", "clock"};

    @TempDir
    Path data;

    private TestServer server;
    private Browser browser;

    @BeforeEach
    void start() {
        server = TestServer.start(data);
        browser = new Browser(server::uri);
    }

    @AfterEach
    void stop() {
        browser.close();
        server.close();
    }

    private static Object state(Browser.Answer answer, String part) {
        return requireNonNull(
                Tree.map(requireNonNull(answer.member(part), part)).get("state"));
    }

    @Test
    void a_user_without_rights_reads_it_and_learns_nothing_secret() {
        UserKey ann = server.user(TestServer.ACCOUNT, "ann", null);
        browser.signIn(ann.accessKeyId(), ann.secret());

        Browser.Answer answer = browser.get("/console/health");

        assertThat(answer.status()).isEqualTo(200);
        for (String part : PARTS) {
            assertThat(state(answer, part)).as(part).isEqualTo("ok");
        }
        assertThat(answer.body()).contains("Trent ").doesNotContain(data.toString(), TestServer.ACCOUNT);
    }

    @Test
    void nobody_else_reads_it() {
        assertThat(browser.get("/console/health").status()).isEqualTo(401);
        browser.signIn(TestServer.ACCOUNT, "test");
        assertThat(browser.send("GET", "/console/health", null, Map.of("X-Trent-CSRF", "wrong"))
                        .status())
                .isEqualTo(403);
        assertThat(browser.send("POST", "/console/health", "{}", Map.of()).status())
                .isEqualTo(405);
    }

    /// The field Date stays, because clients take the time of their signatures from it.
    @Test
    void answers_have_the_time_of_the_moved_clock() {
        browser.signIn(TestServer.ACCOUNT, "test");
        MovedClock clock = new MovedClock(server.uri());
        clock.advance("PT5M");
        for (String path : List.of("/console/session", "/console/health")) {
            Instant before = clock.now();
            String told = browser.get(path).header("x-trent-time");
            assertThat(Instant.parse(told)).as(path).isBetween(before, clock.now());
        }
    }

    @Test
    @Timeout(60)
    void it_tells_what_is_wrong() throws Exception {
        browser.signIn(TestServer.ACCOUNT, "test");
        new MovedClock(server.uri()).advance("PT1M");
        assertThat(state(browser.get("/console/health"), "clock")).isEqualTo("warn");
        Path database = data.resolve("trent.db");
        Files.move(database, data.resolve("away"));

        while (!state(browser.get("/console/health"), "seal").equals("bad")) {
            Thread.onSpinWait();
        }

        Files.move(data.resolve("away"), database);
        while (!state(browser.get("/console/health"), "seal").equals("ok")) {
            Thread.onSpinWait();
        }
    }
}
