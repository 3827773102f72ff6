package dev.trent.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trent.cli.TestServer.UserKey;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.Credentials;
import software.amazon.awssdk.services.sts.model.StsException;

/// The clock of `trent dev`, which tests move forward.
class ClockTest {
    private static final String PATH = "/_trent/clock";
    private static final Pattern CLOCK = Pattern.compile("\\{\"now\":\"([^\"]+Z)\",\"offset\":\"([^\"]+)\"}");
    private static final Pattern EVENT_TIME = Pattern.compile("\"eventTime\":\"([^\"]+)\"");
    private static final Duration LEAP_YEAR = Duration.ofDays(366);

    private final HttpClient http = HttpClient.newHttpClient();
    private final Instant begin = Instant.now().truncatedTo(ChronoUnit.MILLIS);

    @TempDir
    Path folder;

    private record Told(Instant now, Duration offset) {
        static Told by(HttpResponse<String> response) {
            assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
            Matcher clock = CLOCK.matcher(response.body());
            assertThat(clock.matches()).as(response.body()).isTrue();
            return new Told(Instant.parse(clock.group(1)), Duration.parse(clock.group(2)));
        }
    }

    private HttpResponse<String> send(URI server, String method, String body, String... headers) {
        return sendTo(server.resolve(PATH), method, body, headers);
    }

    private HttpResponse<String> sendTo(URI address, String method, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(address).method(method, BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (IOException | InterruptedException failure) {
            throw new AssertionError(failure);
        }
    }

    private Told told(TestServer server) {
        return Told.by(send(server.uri(), "GET", ""));
    }

    private Told advance(TestServer server, String by) {
        return Told.by(send(server.uri(), "POST", moving(by)));
    }

    private static Credentials session(StsClient root) {
        return root.getSessionToken(request -> request.durationSeconds(900)).credentials();
    }

    private static StsClient root(TestServer server) {
        return server.sts(AwsBasicCredentials.create(TestServer.ACCOUNT, DevCredentials.SECRET));
    }

    @Test
    void a_clock_that_nobody_moved_has_the_time_of_the_machine() {
        try (TestServer server = TestServer.start(folder)) {
            HttpResponse<String> response = send(server.uri(), "GET", "");
            assertThat(response.headers().firstValue("content-type")).contains("application/json");
            assertThat(response.body()).endsWith(",\"offset\":\"PT0S\"}");
            assertThat(Told.by(response).now()).isBetween(begin, Instant.now());
        }
    }

    @Test
    void a_session_expires_and_a_request_that_is_signed_now_is_accepted() {
        try (TestServer server = TestServer.start(folder);
                StsClient root = root(server)) {
            Credentials session = session(root);
            AwsSessionCredentials keys = AwsSessionCredentials.create(
                    session.accessKeyId(), session.secretAccessKey(), session.sessionToken());
            try (StsClient temporary = server.sts(keys)) {
                assertThat(temporary.getCallerIdentity().account()).isEqualTo(TestServer.ACCOUNT);

                Told moved = advance(server, "P366D");

                assertThat(moved.offset()).isEqualTo(LEAP_YEAR);
                assertThat(moved.now()).isAfterOrEqualTo(begin.plus(LEAP_YEAR));
                assertThatThrownBy(temporary::getCallerIdentity)
                        .isInstanceOfSatisfying(
                                StsException.class,
                                refused -> assertThat(refused.awsErrorDetails().errorCode())
                                        .isEqualTo("ExpiredToken"));
                assertThat(root.getCallerIdentity().account()).isEqualTo(TestServer.ACCOUNT);
                assertThat(session(root).expiration()).isAfter(moved.now());
            }
        }
    }

    @Test
    void keys_and_records_have_the_moved_time() throws IOException {
        try (TestServer server = TestServer.start(folder)) {
            advance(server, "P366D");
            String created = server.kms("CreateKey", "{}").body();
            Matcher seconds = Pattern.compile("\"CreationDate\":(\\d+)").matcher(created);
            assertThat(seconds.find()).isTrue();
            assertThat(Instant.ofEpochSecond(Long.parseLong(seconds.group(1))))
                    .isAfterOrEqualTo(begin.plus(LEAP_YEAR).truncatedTo(ChronoUnit.SECONDS));
        }
        List<String> records = new Installation(folder).records();
        List<Instant> times = records.stream()
                .map(EVENT_TIME::matcher)
                .filter(Matcher::find)
                .map(time -> Instant.parse(time.group(1)))
                .toList();
        assertThat(times).isSorted().hasSameSizeAs(records);
        assertThat(times.getLast()).isAfter(begin.plus(Duration.ofDays(365)));
        assertThat(records)
                .filteredOn(record -> record.contains("\"eventName\":\"MoveClock\""))
                .singleElement()
                .asString()
                .contains("\"serviceEventDetails\":{\"advance\":\"P366D\",\"offset\":\"P366D\"}");
    }

    /// Some clients set their own clock by this field. With a moved time they would sign with a date that is
    /// refused.
    @Test
    void the_date_of_an_answer_is_that_of_the_machine() {
        try (TestServer server = TestServer.start(folder)) {
            advance(server, "P366D");
            HttpResponse<String> response = send(server.uri(), "GET", "");
            String date = response.headers().firstValue("date").orElseThrow();
            assertThat(ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant())
                    .isBefore(begin.plus(Duration.ofDays(1)));
        }
    }

    @Test
    void what_became_due_is_done_when_the_answer_comes() {
        try (TestServer server = TestServer.start(folder)) {
            UserKey user = server.user(TestServer.ACCOUNT, "nobody", null);
            String denial = String.valueOf(server.denialId(user, "ListKeys", "{}"));
            assertThat(server.operator("explain", denial)).contains("ListKeys");

            advance(server, "PT48H");
            assertThat(server.operator("explain", denial)).contains("ListKeys");

            advance(server, "PT2H");
            assertThat(new Installation(folder).command("explain", denial).exit())
                    .isNotZero();
        }
    }

    @Test
    void concurrent_advances_add_up() throws InterruptedException, ExecutionException {
        int several = 8;
        try (TestServer server = TestServer.start(folder);
                ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            CountDownLatch together = new CountDownLatch(1);
            List<Future<Told>> moves = IntStream.range(0, several)
                    .mapToObj(_ -> clients.submit(() -> {
                        together.await();
                        return advance(server, "PT1H");
                    }))
                    .toList();
            together.countDown();
            for (Future<Told> move : moves) {
                assertThat(move.get().offset()).isBetween(Duration.ofHours(1), Duration.ofHours(several));
            }
            assertThat(told(server).offset()).isEqualTo(Duration.ofHours(several));
        }
    }

    @Test
    void a_moved_clock_stays_moved_over_a_restart_and_for_a_command_without_a_server() throws IOException {
        try (TestServer server = TestServer.start(folder)) {
            advance(server, "P1D");
            advance(server, "PT1H0.5S");
        }
        Duration offset = Duration.ofHours(25).plusMillis(500);
        try (TestServer server = TestServer.start(folder)) {
            assertThat(told(server).offset()).isEqualTo(offset);
        }
        new Installation(folder).command("account", "create", "222233334444").succeeded();
        String record = new Installation(folder).records().getLast();
        Matcher time = EVENT_TIME.matcher(record);
        assertThat(time.find()).isTrue();
        assertThat(Instant.parse(time.group(1))).isAfter(begin.plus(Duration.ofDays(1)));
    }

    @Test
    void a_folder_whose_clock_is_unknown_or_was_moved_is_opened_by_nobody_with_another_clock() throws IOException {
        try (TestServer server = TestServer.start(folder)) {
            advance(server, "P1D");
        }
        assertThatThrownBy(() -> new Installation(folder).start())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("use 'trent dev'");
        Files.writeString(folder.resolve("clock"), "P1M\n");
        assertThatThrownBy(() -> TestServer.start(folder))
                .hasRootCauseMessage("The file '" + folder.resolve("clock")
                        + "' does not say how far the clock is ahead: restore it from a"
                        + " copy of the folder, or use a new folder.");
    }

    @Test
    void a_production_server_has_no_such_path() throws IOException {
        Installation installation = new Installation(folder);
        installation.init();
        try (Installation.Server server = installation.serve()) {
            URI uri = URI.create("http://127.0.0.1:" + server.port());
            for (String method : List.of("GET", "POST")) {
                HttpResponse<String> clock = send(uri, method, moving("P1D"));
                HttpResponse<String> unknown = sendTo(uri.resolve("/_trent/else"), method, moving("P1D"));
                assertThat(clock.statusCode()).isEqualTo(unknown.statusCode()).isGreaterThanOrEqualTo(400);
                assertThat(clock.body()).isEqualTo(unknown.body()).doesNotContain("offset");
            }
        }
        assertThat(folder.resolve("clock")).doesNotExist();
    }

    @Test
    void periods_and_durations_are_taken() {
        Map<String, Duration> moves = Map.of(
                "P366D", LEAP_YEAR,
                "P2W", Duration.ofDays(14),
                "PT36H", Duration.ofHours(36),
                "P1DT2H", Duration.ofHours(26),
                "p1d", Duration.ofDays(1),
                "PT0.001S", Duration.ofMillis(1));
        try (TestServer server = TestServer.start(folder)) {
            Duration offset = Duration.ZERO;
            for (Map.Entry<String, Duration> move : moves.entrySet()) {
                offset = offset.plus(move.getValue());
                assertThat(advance(server, move.getKey()).offset()).isEqualTo(offset);
            }
        }
    }

    @Test
    void a_year_is_one_of_the_calendar() {
        try (TestServer server = TestServer.start(folder)) {
            assertThat(advance(server, "P4Y").offset()).isEqualTo(Duration.ofDays(4 * 365 + 1));
        }
    }

    @Test
    void anything_else_is_refused_with_a_reason_and_moves_nothing() {
        List<String> bodies = List.of(
                "",
                "{}",
                "{",
                "[]",
                "\"P1D\"",
                "{\"advance\":null}",
                "{\"advance\":1}",
                "{\"advance\":\"P1D\"}{}",
                moving(""),
                moving("P"),
                moving("1d"),
                moving("P1Y\\u001b[2J"),
                moving("P0D"),
                moving("PT0S"),
                moving("P-1D"),
                moving("-P1D"),
                moving("P1M-31D"),
                moving("PT-1S"),
                moving("P101Y"),
                moving("P2147483647Y"),
                moving("P99999999999999999999D"),
                moving("PT9223372036854775807S"));
        try (TestServer server = TestServer.start(folder)) {
            for (String body : bodies) {
                HttpResponse<String> refusal = send(server.uri(), "POST", body);
                assertThat(refusal.statusCode()).as(body).isEqualTo(400);
                assertThat(refusal.body())
                        .startsWith("{\"__type\":\"ValidationException\",\"message\":\"")
                        .doesNotContain("\\u001b");
            }
            assertThat(told(server).offset()).isZero();
            assertThat(folder.resolve("clock")).doesNotExist();
        }
    }

    private static String moving(String by) {
        return "{\"advance\":\"" + by + "\"}";
    }

    @Test
    void the_clock_is_at_most_a_hundred_years_ahead() {
        try (TestServer server = TestServer.start(folder)) {
            advance(server, "P99Y");
            HttpResponse<String> refusal = send(server.uri(), "POST", moving("P2Y"));
            assertThat(refusal.statusCode()).isEqualTo(400);
            assertThat(refusal.body()).contains("at most 100 years");
            assertThat(server.kms("ListKeys", "{}").status()).isEqualTo(200);
        }
    }

    @Test
    void other_methods_and_long_bodies_are_refused() {
        try (TestServer server = TestServer.start(folder)) {
            for (String method : List.of("PUT", "DELETE", "HEAD", "PATCH", "OPTIONS")) {
                HttpResponse<String> refusal = send(server.uri(), method, moving("P1D"));
                assertThat(refusal.statusCode()).as(method).isEqualTo(405);
                assertThat(refusal.headers().firstValue("allow")).contains("GET, POST");
            }
            String longer = " ".repeat(1024) + moving("P1D");
            assertThat(send(server.uri(), "POST", longer).statusCode()).isEqualTo(413);
            assertThat(told(server).offset()).isZero();
        }
    }

    @Test
    void web_pages_neither_read_nor_move_it() throws IOException {
        try (TestServer server = TestServer.start(folder)) {
            for (String method : List.of("GET", "POST")) {
                HttpResponse<String> refusal =
                        send(server.uri(), method, moving("P1D"), "Origin", "https://evil.example");
                assertThat(refusal.statusCode()).isEqualTo(400);
                assertThat(refusal.body()).contains("Web pages are not served");
                assertThat(raw(server.uri().getPort(), method))
                        .startsWith("HTTP/1.1 400")
                        .contains("AccessDenied");
            }
            assertThat(told(server).offset()).isZero();
        }
    }

    /// Returns the answer to a web page whose host name resolves to this machine's address.
    private static String raw(int port, String method) throws IOException {
        String body = moving("P1D");
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            String request = method + " " + PATH + " HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n"
                    + "Content-Length: " + body.length() + "\r\n\r\n" + body;
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        }
    }
}
