package dev.trent.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.trent.audit.LogRecord;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A collector that does not behave holds up nothing, and gets all that it takes.
@Timeout(120)
class OtlpSinkTest {
    private static final Duration AMPLE = Duration.ofMinutes(1);
    private static final Pattern NUMBER = Pattern.compile("\"intValue\":\"([0-9]+)\"");

    /// The numbers of the records of each request that was taken.
    private final List<List<String>> taken = new CopyOnWriteArrayList<>();

    private final List<List<String>> refused = new CopyOnWriteArrayList<>();
    private HttpServer collector;

    @BeforeEach
    void begin() throws IOException {
        collector = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        collector.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        collector.start();
    }

    @AfterEach
    void end() {
        collector.stop(0);
    }

    private OtlpSink sink(Duration answerMax) throws IOException {
        return new OtlpSink(
                URI.create("http://127.0.0.1:" + collector.getAddress().getPort()), answerMax);
    }

    private static List<LogRecord> records(long first, long last) {
        return LongStream.rangeClosed(first, last)
                .mapToObj(seq -> new LogRecord(seq, 1, 0, "{}".getBytes(StandardCharsets.UTF_8)))
                .toList();
    }

    private static List<String> numbers(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        return NUMBER.matcher(body).results().map(OtlpSinkTest::number).toList();
    }

    private static String number(MatchResult found) {
        return found.group(1);
    }

    private void refuse(int status, Predicate<List<String>> which) {
        collector.createContext("/v1/logs", exchange -> {
            List<String> numbers = numbers(exchange);
            boolean refuses = which.test(numbers);
            (refuses ? refused : taken).add(numbers);
            exchange.sendResponseHeaders(refuses ? status : 200, -1);
            exchange.close();
        });
    }

    @Test
    void a_record_that_is_always_refused_is_left_out_and_the_others_are_not() throws IOException {
        refuse(400, numbers -> numbers.contains("3"));
        try (OtlpSink sink = sink(AMPLE)) {
            for (int i = 0; i < 2; i++) {
                assertThatThrownBy(() -> sink.send(records(1, 4))).hasMessageContaining("status 400");
            }
            assertThat(taken).isEmpty();
            sink.send(records(1, 4));
            assertThat(taken).containsExactly(List.of("1"), List.of("2"), List.of("4"));
            assertThat(refused).hasSize(4).endsWith(List.of("3"));
            sink.send(records(5, 6));
            assertThat(taken).endsWith(List.of("5", "6"));
        }
    }

    @Test
    void a_collector_that_refuses_every_record_has_none_left_out() throws IOException {
        refuse(401, _ -> true);
        try (OtlpSink sink = sink(AMPLE)) {
            for (int i = 0; i < 5; i++) {
                assertThatThrownBy(() -> sink.send(records(1, 2))).hasMessageContaining("status 401");
            }
        }
    }

    @Test
    void a_collector_that_is_busy_has_none_left_out() throws IOException {
        for (int status : List.of(408, 429, 503)) {
            refuse(status, numbers -> numbers.contains("2"));
            try (OtlpSink sink = sink(AMPLE)) {
                for (int i = 0; i < 5; i++) {
                    assertThatThrownBy(() -> sink.send(records(1, 2))).hasMessageContaining("status " + status);
                }
            }
            collector.removeContext("/v1/logs");
        }
        assertThat(taken).isEmpty();
    }

    @Test
    void an_answer_without_an_end_is_cut() throws IOException {
        collector.createContext("/v1/logs", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            byte[] words = new byte[1 << 16];
            while (true) {
                // Fails when the connection is closed.
                exchange.getResponseBody().write(words);
            }
        });
        try (OtlpSink sink = sink(Duration.ofSeconds(1))) {
            assertThatThrownBy(() -> sink.send(records(1, 2)))
                    .isInstanceOf(IOException.class)
                    .hasMessage("the collector has not answered within 1 s");
        }
    }

    @Test
    void a_long_answer_counts_by_its_status() throws IOException {
        collector.createContext("/v1/logs", exchange -> {
            numbers(exchange);
            exchange.sendResponseHeaders(502, 1 << 20);
            exchange.getResponseBody().write(new byte[1 << 20]);
            exchange.close();
        });
        try (OtlpSink sink = sink(AMPLE)) {
            assertThatThrownBy(() -> sink.send(records(1, 2)))
                    .satisfies(failure -> assertThat(failure.getMessage())
                            .startsWith("the collector has answered")
                            .hasSizeLessThan(400));
        }
    }
}
