package dev.trent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trent.audit.Cursor;
import dev.trent.cli.TestServer.UserKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The meters of a whole server, as Prometheus reads them.
class MetricsTest {
    private static final String PORT = "--metrics-port=0";
    private static final String TOKEN = "a-token-of-32-characters-or-more";

    @TempDir
    Path data;

    @Test
    void every_call_is_counted_by_its_operation_and_its_ending() {
        try (TestServer server = TestServer.scraped(data, List.of(), PORT, "--refused-bytes=250")) {
            String keyId = keyId(server);
            UserKey user = server.user(TestServer.ACCOUNT, "eve", null);
            for (int i = 0; i < 3; i++) {
                assertThat(encrypt(server, keyId).status()).isEqualTo(200);
            }
            assertThat(server.kms("Encrypt", "{\"KeyId\":\"" + keyId + "\"}").status())
                    .isEqualTo(400);
            assertThat(server.kms(user, "Encrypt", "{\"KeyId\":\"" + keyId + "\",\"Plaintext\":\"YQ==\"}")
                            .body())
                    .contains("AccessDenied");
            // The allowance of this server has no room for a second record of a refusal.
            while (!server.kms(user, "Encrypt", "{\"KeyId\":\"" + keyId + "\",\"Plaintext\":\"YQ==\"}")
                    .body()
                    .contains("Throttling")) {
                Thread.onSpinWait();
            }
            String text = server.scrape().body();
            assertThat(text)
                    .contains(request("kms", "Encrypt", "success", 3))
                    .contains(request("kms", "Encrypt", "fault", 0))
                    .contains(request("kms", "CreateKey", "success", 1))
                    .contains(request("iam", "CreateUser", "success", 1))
                    .contains("trent_audit_refusals_not_recorded_total 1.0\n")
                    .containsPattern("trent_requests_total\\{operation=\"Encrypt\",outcome=\"denied\",.* [1-9]")
                    .containsPattern("trent_requests_total\\{operation=\"Encrypt\",outcome=\"throttled\",.* 1\\.0")
                    .containsPattern("trent_request_seconds_count\\{operation=\"Encrypt\",service=\"kms\"\\} [5-9]")
                    .doesNotContain("operation=\"ListKeys\"");
        }
    }

    @Test
    void names_that_are_no_operation_and_callers_that_are_not_proven_are_one_label() {
        try (TestServer server = TestServer.scraped(data, List.of(), PORT)) {
            for (int i = 0; i < 50; i++) {
                assertThat(server.kms("Operation" + i, "{}").status()).isEqualTo(400);
            }
            UserKey liar = new UserKey("AKIAMARKER0000000000", "wrong");
            assertThat(server.kms(liar, "Encrypt", "{}").status()).isEqualTo(400);
            String text = server.scrape().body();
            assertThat(text)
                    .contains(request("unknown", "unknown", "invalid", 50))
                    .contains(request("unknown", "unknown", "unauthenticated", 1));
            assertThat(lines(text, "trent_requests_total{")).hasSize(6);
        }
    }

    @Test
    void a_call_whose_record_is_lost_is_a_fault() {
        try (TestServer server = TestServer.scraped(data, List.of(), PORT)) {
            String keyId = keyId(server);
            // An interrupted thread cannot write to any file channel.
            Thread.getAllStackTraces().keySet().stream()
                    .filter(thread -> thread.getName().equals("audit-writer"))
                    .forEach(Thread::interrupt);
            int faults = 0;
            while (faults == 0) {
                faults += server.kms("DisableKey", "{\"KeyId\":\"" + keyId + "\"}")
                                        .status()
                                == 500
                        ? 1
                        : 0;
            }
            assertThat(server.scrape().body())
                    .contains(request("kms", "DisableKey", "fault", 1))
                    .containsPattern("trent_audit_write_failures_total [1-9]");
        }
    }

    @Test
    void nothing_that_a_caller_has_chosen_or_is_called_is_in_a_scrape() {
        try (TestServer server = TestServer.scraped(data, List.of(), PORT)) {
            String account = "314159265358";
            String keyId = keyId(server);
            UserKey user = server.user(account, "marker-user", null);
            server.kms(account, server.region(), "CreateKey", "{\"Description\":\"marker-description\"}");
            server.kms("CreateAlias", "{\"AliasName\":\"alias/marker-alias\",\"TargetKeyId\":\"" + keyId + "\"}");
            server.kms(
                    "Encrypt",
                    "{\"KeyId\":\"alias/marker-alias\",\"Plaintext\":\"bWFya2VyLXRleHQ=\",\"EncryptionContext\":"
                            + "{\"marker-name\":\"marker-value\"}}");
            server.kms(account, "marker-region-1", "ListKeys", "{}");
            server.kms(user, "Marker-Operation", "{}");
            server.post(account, server.region(), "MarkerService.Marker-Target", new byte[0]);
            server.query(account, "iam", "Action=MarkerAction&Version=2010-05-08");
            server.send(
                    user.accessKeyId(),
                    user.secret(),
                    server.region(),
                    "marker-service",
                    new TreeMap<>(Map.of("user-agent", "marker-agent", "x-amz-target", "TrentService.Encrypt")),
                    new byte[0]);
            server.get("/marker-path?marker-query");
            String text = server.scrape("user-agent", "marker-agent").body();

            assertThat(text).contains("trent_requests_total");
            assertThat(text.toLowerCase(Locale.ROOT))
                    .doesNotContain("marker")
                    .doesNotContain("bwfya2vy")
                    .doesNotContain("arn:")
                    .doesNotContain(account)
                    .doesNotContain(TestServer.ACCOUNT)
                    .doesNotContain(keyId)
                    .doesNotContain("akia")
                    .doesNotContain(user.accessKeyId().toLowerCase(Locale.ROOT))
                    .doesNotContain("127.0.0.1")
                    .doesNotContain(data.toString());
        }
    }

    @Test
    void the_numbers_are_those_of_the_server() {
        try (TestServer server = TestServer.scraped(data, List.of(), PORT)) {
            String keyId = keyId(server);
            server.kms("DisableKey", "{\"KeyId\":\"" + keyId(server) + "\"}");
            for (int i = 0; i < 5; i++) {
                encrypt(server, keyId);
            }
            server.serving().follow(List.of(new Follower("index", 2)));
            String text = server.scrape().body();
            long seq = (long) number(text, "trent_audit_last_seq");
            assertThat(seq).isGreaterThan(8);
            assertThat(text)
                    .contains("trent_keys{state=\"Enabled\"} 1.0\n", "trent_keys{state=\"Disabled\"} 1.0\n")
                    .contains("trent_audit_follower_lag_records{follower=\"index\"} " + (seq - 2) + ".0\n")
                    .contains(
                            "trent_ready 1.0",
                            "trent_sealed 0.0",
                            "trent_audit_writable 1.0",
                            "trent_store_serving 1.0")
                    .contains("trent_queue_depth{queue=\"audit\"} 0.0\n");
            assertThat(number(text, "trent_cache_hits_total{cache=\"keys\"}")).isGreaterThanOrEqualTo(4);
            assertThat(number(text, "trent_audit_flush_seconds_count")).isGreaterThan(5);
            assertThat(number(text, "trent_audit_batch_records_sum")).isGreaterThan(7);
            assertThat(number(text, "trent_disk_free_bytes"))
                    .isGreaterThan(number(text, "trent_disk_reserve_bytes"))
                    .isLessThan(number(text, "trent_disk_size_bytes"));
            assertThat(number(text, "trent_audit_log_files")).isPositive();
            assertThat(number(text, "trent_chores_run_total")).isNotNegative();
        }
    }

    @Test
    void who_asks_again_at_once_gets_the_meters_again() {
        try (TestServer server = TestServer.scraped(data, List.of(), PORT)) {
            String first = server.scrape().body();
            for (int i = 0; i < 5; i++) {
                assertThat(server.scrape().body()).contains("trent_build_info{").hasSameSizeAs(first);
            }
        }
    }

    @Test
    void the_meters_are_not_opened_to_other_machines_by_mistake() throws IOException {
        CommandLines terminal = new CommandLines(data);
        String folder = data.resolve("none").toString();
        String token = Files.writeString(data.resolve("token"), TOKEN).toString();
        List<String> server = List.of("server", "--data", folder, "--metrics-port", "9464");
        assertThat(refused(terminal, server, "--metrics-host", "0.0.0.0")).contains("give --metrics-token-file");
        assertThat(refused(terminal, server, "--metrics-host", "0.0.0.0", "--insecure-http"))
                .contains("give --metrics-token-file");
        assertThat(refused(terminal, server, "--metrics-host", "0.0.0.0", "--metrics-token-file", token))
                .contains("the token of the meters can be read on the way");
        List<String> dev = List.of("dev", "--data", folder, "--metrics-port", "9464");
        assertThat(refused(terminal, dev, "--metrics-host", "0.0.0.0", "--metrics-token-file", token))
                .contains("for this machine alone");
    }

    @Test
    void two_listeners_do_not_get_one_port() {
        CommandLines terminal = new CommandLines(data);
        String folder = data.resolve("none").toString();
        List<String> server = List.of("server", "--data", folder, "--port", "9464");
        assertThat(refused(terminal, server, "--metrics-port", "9464"))
                .contains("--port and --metrics-port name the same port, 9464.");
        assertThat(refused(terminal, server, "--health-port", "9465", "--console-port", "9465"))
                .contains("--health-port and --console-port name the same port, 9465.");
    }

    @Test
    void the_port_of_the_clients_answers_nobody_unless_it_is_said() {
        try (TestServer server = TestServer.start(data)) {
            assertThat(server.get("/metrics")).isEqualTo(400);
        }
        try (TestServer server = TestServer.scraped(data, List.of(), PORT)) {
            assertThat(server.get("/metrics")).isEqualTo(400);
        }
    }

    @Test
    void the_port_of_the_clients_answers_who_has_the_token() throws IOException {
        Path file = Files.writeString(data.resolveSibling(data.getFileName() + "-token"), TOKEN + "\n");
        try (TestServer server = TestServer.scraped(data, List.of(), "--metrics-token-file=" + file)) {
            String keyId = keyId(server);
            assertThat(server.scrape().statusCode()).isEqualTo(401);
            assertThat(server.scrape("authorization", "Bearer " + TOKEN.substring(1))
                            .statusCode())
                    .isEqualTo(401);
            assertThat(server.scrape("authorization", "Bearer " + TOKEN).body())
                    .contains(request("kms", "CreateKey", "success", 1));
            assertThat(encrypt(server, keyId).status()).isEqualTo(200);
        } finally {
            Files.delete(file);
        }
    }

    @Test
    void the_port_of_the_meters_answers_nothing_else_and_no_page() {
        try (TestServer server = TestServer.scraped(data, List.of(), PORT)) {
            assertThat(server.scrape("origin", "https://page.example").statusCode())
                    .isEqualTo(400);
            assertThat(server.scrape("sec-fetch-site", "cross-site").statusCode())
                    .isEqualTo(400);
            assertThat(server.scrape().headers().firstValue("content-type"))
                    .contains("text/plain; version=0.0.4; charset=utf-8");
        }
    }

    private static String refused(CommandLines terminal, List<String> command, String... more) {
        Installation.Ran ran =
                terminal.run(Stream.concat(command.stream(), Stream.of(more)).toArray(String[]::new));
        assertThat(ran.exit()).isEqualTo(2);
        return ran.err();
    }

    private static String keyId(TestServer server) {
        return server.kms("CreateKey", "{}").body().replaceAll(".*\"KeyId\":\"([^\"]*)\".*", "$1");
    }

    private static TestServer.Answer encrypt(TestServer server, String keyId) {
        return server.kms("Encrypt", "{\"KeyId\":\"" + keyId + "\",\"Plaintext\":\"YQ==\"}");
    }

    private static String request(String service, String operation, String outcome, int count) {
        return "trent_requests_total{operation=\"" + operation + "\",outcome=\"" + outcome + "\",service=\"" + service
                + "\"} " + count + ".0\n";
    }

    private static List<String> lines(String text, String start) {
        return text.lines().filter(line -> line.startsWith(start)).collect(Collectors.toList());
    }

    private static double number(String text, String name) {
        List<String> lines = lines(text, name + " ");
        assertThat(lines).as(name).hasSize(1);
        return Double.parseDouble(lines.getFirst().substring(name.length() + 1));
    }

    private record Follower(String name, long passedSeq) implements Cursor {}
}
