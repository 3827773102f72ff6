package dev.trent.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trent.cli.TestServer;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Which requests get to the console. Each defence is tried alone, with everything else in order.
class ConsoleDoorTest {
    private static TestServer server;
    private Browser browser;

    @BeforeAll
    static void start(@TempDir Path data) {
        server = TestServer.start(data);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void open() {
        browser = new Browser(server::uri).signIn(TestServer.ACCOUNT, "test");
    }

    @AfterEach
    void close() {
        browser.close();
    }

    private Browser.Answer list(Map<String, String> fields) {
        return browser.kms(TestServer.REGION, "ListKeys", "{}", fields);
    }

    @Test
    void every_answer_has_the_header_fields() {
        for (Browser.Answer answer : new Browser.Answer[] {
            browser.get("/console"),
            browser.get("/console/"),
            browser.get("/console/keys/x"),
            browser.get("/console/assets/none.js"),
            browser.get("/console/session"),
            browser.get("/console/sessions"),
            list(Map.of()),
            list(Map.of("X-Trent-CSRF", "wrong")),
            browser.send("PUT", "/console/session", null, Map.of()),
            browser.send("POST", "/console/session", "x".repeat(2 << 20), Map.of())
        }) {
            assertThat(answer.header("Content-Security-Policy"))
                    .isEqualTo("default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
                            + " font-src 'self'; connect-src 'self'; worker-src 'self'; base-uri 'none';"
                            + " form-action 'self'; frame-ancestors 'none'");
            assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(answer.header("Referrer-Policy")).isEqualTo("no-referrer");
            assertThat(answer.header("Cross-Origin-Opener-Policy")).isEqualTo("same-origin");
            assertThat(answer.header("Cross-Origin-Resource-Policy")).isEqualTo("same-origin");
            assertThat(answer.header("Permissions-Policy")).contains("publickey-credentials-get=(self)");
            assertThat(answer.header("Strict-Transport-Security")).isEmpty();
            assertThat(answer.header("Access-Control-Allow-Origin")).isEmpty();
            assertThat(answer.header("Cache-Control")).contains("no-store");
        }
    }

    @Test
    void the_page_for_people_stays_what_it_was() {
        Browser.Answer answer = browser.get("/");

        assertThat(answer.body()).startsWith("This is Trent, a key management service");
        assertThat(answer.header("Content-Security-Policy")).isEmpty();
    }

    @Test
    void a_request_with_everything_in_order_is_answered() {
        assertThat(list(Map.of()).status()).isEqualTo(200);
        assertThat(list(Map.of("Origin", "", "Sec-Fetch-Site", "")).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "wrong", "sign-in"})
    void a_request_without_the_token_of_the_session_is_refused(String token) {
        assertThat(list(Map.of("X-Trent-CSRF", token)).status()).isEqualTo(403);
    }

    @Test
    void the_token_of_another_session_is_refused() {
        try (Browser other = new Browser(server::uri).signIn(TestServer.ACCOUNT, "test")) {
            String token = String.valueOf(other.get("/console/session").member("csrf"));

            assertThat(list(Map.of("X-Trent-CSRF", token)).status()).isEqualTo(403);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://evil.example", "null", "http://localhost:1", "http://127.0.0.1", "file://"})
    void a_request_of_another_origin_is_refused(String origin) {
        assertThat(list(Map.of("Origin", origin)).status()).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"cross-site", "same-site", "none", "anything"})
    void a_request_of_another_site_is_refused(String site) {
        assertThat(list(Map.of("Sec-Fetch-Site", site)).status()).isEqualTo(403);
    }

    @ParameterizedTest
    @CsvSource({"cross-site,403", "same-site,403", "none,200", "same-origin,200"})
    void another_site_reads_nothing(String site, int status) {
        Browser.Answer answer = browser.send("GET", "/console/session", null, Map.of("Sec-Fetch-Site", site));

        assertThat(answer.status()).isEqualTo(status);
    }

    @Test
    void a_link_opens_the_page_and_nothing_else() {
        Map<String, String> link =
                Map.of("Sec-Fetch-Site", "cross-site", "Sec-Fetch-Mode", "navigate", "Sec-Fetch-Dest", "document");
        Map<String, String> frame =
                Map.of("Sec-Fetch-Site", "cross-site", "Sec-Fetch-Mode", "navigate", "Sec-Fetch-Dest", "iframe");

        for (String path : new String[] {"/console/", "/console/keys/x", "/console/session", "/console/sessions"}) {
            Browser.Answer answer = browser.send("GET", path, null, link);
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.header("Content-Type")).startsWith("text/html");
            assertThat(browser.send("GET", path, null, frame).status()).isEqualTo(403);
        }
        assertThat(browser.send("POST", "/console/", "", link).status()).isEqualTo(403);
    }

    @ParameterizedTest
    @CsvSource({
        "evil.example,403",
        "127.0.0.1.nip.io:4599,403",
        "localhost.evil.example,403",
        "10.0.0.1,403",
        "localhost,200",
        "LOCALHOST:4599,200",
        "trent.localhost,200",
        "[::1]:4599,200",
        "127.0.0.1,200"
    })
    void only_names_of_this_machine_are_served(String host, int status) {
        String answer = Browser.raw(
                server.uri(),
                "GET /console/session HTTP/1.1\r\nHost: " + host + "\r\nCookie: " + browser.cookie()
                        + "\r\nConnection: close\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 " + status + " ");
    }

    @Test
    void a_rebound_name_gets_no_page_either() {
        String answer =
                Browser.raw(server.uri(), "GET /console/ HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 403 ").doesNotContain("<title>");
    }

    @Test
    void the_cookie_is_worth_nothing_at_the_public_api() {
        Browser.Answer answer = browser.send(
                "POST",
                "/",
                "{}",
                Map.of("Content-Type", "application/x-amz-json-1.1", "X-Amz-Target", "TrentService.ListKeys"));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains("MissingAuthenticationToken");
    }

    @Test
    void two_cookies_are_none() {
        String cookie = browser.cookie();
        browser.useCookie(cookie + "; trent-session=" + "A".repeat(43));

        assertThat(list(Map.of()).status()).isEqualTo(401);
    }

    @Test
    void a_sign_in_needs_its_word() {
        String body = "{\"accessKeyId\":\"test\",\"secretAccessKey\":\"test\"}";

        assertThat(browser.send("POST", "/console/session", body, Map.of("X-Trent-CSRF", ""))
                        .status())
                .isEqualTo(403);
        assertThat(browser.send("POST", "/console/session", body, Map.of("Origin", "https://evil.example"))
                        .status())
                .isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/console/api/s3/us-east-1",
                "/console/api/kms",
                "/console/api/kms/cn-north-1",
                "/console/api/kms/us-east-1//",
                "/console/api/kms/..",
                "/console/api/kms/US-EAST-1",
                "/console/sessions/none"
            })
    void other_paths_of_the_api_are_missing(String path) {
        String method = path.contains("sessions") ? "DELETE" : "POST";

        assertThat(browser.send(method, path, "{}", Map.of()).status()).isEqualTo(404);
    }

    @Test
    void a_body_that_is_no_sign_in_is_refused() {
        Map<String, String> word = Map.of("X-Trent-CSRF", "sign-in");

        assertThat(browser.send("POST", "/console/session", "{\"accessKeyId\":\"" + "a".repeat(20_000) + "\"}", word)
                        .status())
                .isEqualTo(413);
        assertThat(browser.send("POST", "/console/session", "{\"accessKeyId\":7}", word)
                        .status())
                .isEqualTo(400);
        assertThat(browser.send("POST", "/console/session", "[]", word).status())
                .isEqualTo(400);
        assertThat(browser.send("POST", "/console/session", "", word).status()).isEqualTo(401);
        assertThat(browser.send("POST", "/console/session", "{\"userName\":\"ann\",\"password\":\"x\"}", word)
                        .status())
                .isEqualTo(401);
    }

    @Test
    void the_methods_are_the_ones_that_there_are() {
        assertThat(browser.send("PUT", "/console/session", "", Map.of()).status())
                .isEqualTo(405);
        assertThat(browser.send("POST", "/console/sessions", "", Map.of()).status())
                .isEqualTo(405);
        assertThat(browser.send("OPTIONS", "/console/", null, Map.of()).status())
                .isEqualTo(405);
        assertThat(browser.get("/console/api/kms/us-east-1").status()).isEqualTo(405);
        assertThat(browser.delete("/console/sessions").status()).isEqualTo(400);
    }
}
