package dev.trent.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trent.audit.AuditLog;
import dev.trent.cli.MovedClock;
import dev.trent.cli.TestServer;
import dev.trent.cli.TestServer.UserKey;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Guessing at the sign-in.
class ConsoleAttemptsTest {
    private static final String A = TestServer.ACCOUNT;

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

    private Browser.Answer guess(String accessKeyId, String secret) {
        return browser.trySignIn(accessKeyId, secret, null);
    }

    private List<String> failures() {
        return AuditLog.records(data.resolve("audit")).stream()
                .filter(line -> line.contains("{\"ConsoleLogin\":\"Failure\"}"))
                .toList();
    }

    @Test
    void a_user_who_exists_and_one_who_does_not_are_answered_alike() {
        UserKey ann = server.user(A, "ann", null);
        for (int i = 0; i < 10; i++) {
            Browser.Answer known = guess(ann.accessKeyId(), "wrong");
            assertThat(known.status()).isEqualTo(401);
            assertThat(guess("AKIANOBODY0000000000", "wrong").body()).isEqualTo(known.body());
        }

        Browser.Answer known = guess(ann.accessKeyId(), "wrong");
        Browser.Answer unknown = guess("AKIANOBODY0000000000", "wrong");

        for (Browser.Answer answer : List.of(known, unknown)) {
            assertThat(answer.status()).isEqualTo(429);
            assertThat(answer.member("code")).isEqualTo("TooManyAttempts");
            assertThat(Integer.parseInt(answer.header("Retry-After"))).isBetween(1, 60);
            assertThat(String.valueOf(answer.member("retryAfterSeconds"))).isEqualTo(answer.header("Retry-After"));
        }
        assertThat(failures()).hasSize(10);
    }

    @Test
    void the_right_secret_has_to_wait_too() {
        UserKey ann = server.user(A, "ann", null);
        for (int i = 0; i < 10; i++) {
            guess(ann.accessKeyId(), "wrong");
        }
        assertThat(guess(ann.accessKeyId(), ann.secret()).status()).isEqualTo(429);

        new MovedClock(server.uri()).advance("PT1M");

        assertThat(guess(ann.accessKeyId(), ann.secret()).status()).isEqualTo(200);
    }

    @Test
    void an_address_has_its_own_limit() {
        for (int i = 0; i < 30; i++) {
            assertThat(guess("AKIANOBODY00000000" + (10 + i), "wrong").status()).isEqualTo(401);
        }
        assertThat(guess("AKIANOBODY0000000099", "wrong").status()).isEqualTo(429);
        assertThat(guess(A, "test").status()).isEqualTo(429);
        try (Browser elsewhere = new Browser(server::uri, "127.0.0.2")) {
            assertThat(elsewhere.trySignIn(A, "test", null).status()).isEqualTo(200);
        }
    }

    @Test
    void who_guesses_elsewhere_keeps_nobody_out() {
        UserKey ann = server.user(A, "ann", null);
        browser.signIn(ann.accessKeyId(), ann.secret());
        try (Browser elsewhere = new Browser(server::uri, "127.0.0.2")) {
            for (int i = 0; i < 20; i++) {
                elsewhere.trySignIn(ann.accessKeyId(), "wrong", null);
            }
            assertThat(elsewhere
                            .trySignIn(ann.accessKeyId(), ann.secret(), null)
                            .status())
                    .isEqualTo(429);
        }

        assertThat(guess(ann.accessKeyId(), ann.secret()).status()).isEqualTo(200);
    }

    @Test
    void attempts_for_nobody_are_counted_and_no_text_of_theirs_is_kept() {
        for (int i = 0; i < 5; i++) {
            guess("a password in the wrong field " + i, "hunter" + i);
        }
        server.close();

        List<String> records = AuditLog.records(data.resolve("audit"));

        assertThat(records)
                .filteredOn(line -> line.contains("UnauthenticatedCalls") && line.contains("InvalidClientTokenId"))
                .isNotEmpty();
        assertThat(String.join("", records)).doesNotContain("wrong field", "hunter");
        assertThat(failures()).isEmpty();
    }

    @Test
    void thousands_of_attempts_leave_few_records() {
        for (int i = 0; i < 2_000; i++) {
            int status = browser.send(
                            "POST",
                            "/console/session",
                            "{\"account\":\"" + A + "\",\"userName\":\"u" + i + "\",\"password\":\"p\"}",
                            Map.of("X-Trent-CSRF", "sign-in"))
                    .status();
            assertThat(status).isIn(401, 429);
        }

        assertThat(failures()).hasSizeLessThan(100);
    }
}
