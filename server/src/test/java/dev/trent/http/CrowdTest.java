package dev.trent.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trent.aws.Call;
import dev.trent.aws.Reply;
import dev.trent.http.RawClient.Answer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// More connections than places.
class CrowdTest {
    private static final int PLACES = 8;
    private static final String LIVEZ = "GET /livez HTTP/1.1\r\nHost: localhost\r\n\r\n";

    private final List<RawClient> crowd = new ArrayList<>();
    private final CountDownLatch asked = new CountDownLatch(PLACES);
    private final CountDownLatch release = new CountDownLatch(1);

    @AfterEach
    void disperse() {
        release.countDown();
        crowd.forEach(RawClient::close);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "POST / HT", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhell"})
    void silent_connections_shut_nobody_out(String beginning) {
        try (TestServer server = TestServer.echo(few());
                RawClient known = server.client()) {
            assertThat(known.send(TestServer.post("/", "known")).answer().body())
                    .isEqualTo("known");
            for (int i = 0; i < 5 * PLACES; i++) {
                join(server).send(beginning);
            }
            // One of the places is the known client's. A connection that is not let in yet would push out a newcomer.
            awaitClosed(5 * PLACES - (PLACES - 1));
            try (RawClient newcomer = server.client()) {
                assertThat(newcomer.send(TestServer.post("/", "new")).answer().body())
                        .isEqualTo("new");
            }
            assertThat(known.send(TestServer.post("/", "still")).answer().body())
                    .isEqualTo("still");
        }
    }

    @Test
    void what_is_being_answered_is_never_cut_and_a_newcomer_is_told_to_come_again() {
        try (TestServer server = TestServer.answering(few(), this::whenReleased)) {
            fill(server);
            try (RawClient newcomer = server.client()) {
                Answer answer = newcomer.send(TestServer.post("/", "new")).answer();
                assertThat(answer.status()).isEqualTo(503);
                assertThat(answer.body())
                        .isEqualTo("{\"__type\":\"ServiceUnavailable\","
                                + "\"message\":\"Too many connections at a time.\"}");
                assertThat(newcomer.isClosed()).isTrue();
            }
            release.countDown();
            for (RawClient client : crowd) {
                assertThat(client.answer().body()).isEqualTo("work");
            }
            assertThat(server.calls).hasSize(PLACES);
        }
    }

    @Test
    void a_call_keeps_its_place_when_its_client_has_gone() {
        try (TestServer server = TestServer.answering(few(), this::whenReleased)) {
            fill(server);
            crowd.forEach(RawClient::close);
            server.calls.forEach(call -> {
                while (!call.clientGone().getAsBoolean()) {
                    Thread.onSpinWait();
                }
            });
            try (RawClient newcomer = server.client()) {
                assertThat(newcomer.send(TestServer.post("/", "new")).answer().status())
                        .isEqualTo(503);
            }
            release.countDown();
            while (!server.http.connections().all().isEmpty()) {
                Thread.onSpinWait();
            }
            try (RawClient newcomer = server.client()) {
                assertThat(newcomer.send(TestServer.post("/", "new")).answer().body())
                        .isEqualTo("new");
            }
        }
    }

    @Test
    void health_is_told_in_a_full_house_whoever_else_waits_in_the_lobby() {
        try (TestServer server = TestServer.answering(few(), this::whenReleased)) {
            fill(server);
            for (int i = 0; i < 100; i++) {
                join(server);
            }
            for (int i = 0; i < 3; i++) {
                try (RawClient probe = server.client()) {
                    Answer answer = probe.send(LIVEZ).answer();
                    assertThat(answer.body()).isEqualTo("ok");
                    assertThat(answer.header("Connection")).isEqualTo("close");
                }
            }
            release.countDown();
        }
    }

    @Test
    void the_port_for_health_answers_nothing_else() {
        try (HttpServer health = HttpServer.forHealth("127.0.0.1", 0, () -> false, java.time.InstantSource.system());
                RawClient probe = new RawClient(health.port())) {
            assertThat(probe.send(LIVEZ).answer().body()).isEqualTo("ok");
            Answer readyz = probe.send(LIVEZ.replace("livez", "readyz")).answer();
            assertThat(readyz.status()).isEqualTo(503);
            assertThat(readyz.body()).isEqualTo("not ready");
            assertThat(probe.send(TestServer.post("/", "{}")).answer().status()).isEqualTo(400);
        }
    }

    private void fill(TestServer server) {
        for (int i = 0; i < PLACES; i++) {
            join(server).send(TestServer.post("/", "work"));
        }
        try {
            asked.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /// Waits until the server has closed this many connections of the crowd.
    private void awaitClosed(int count) {
        while (crowd.stream()
                        .filter(client -> client.isClosedAfter(Duration.ofMillis(1)))
                        .count()
                < count) {
            Thread.onSpinWait();
        }
    }

    private RawClient join(TestServer server) {
        RawClient client = server.client();
        crowd.add(client);
        return client;
    }

    private Reply whenReleased(Call call) {
        asked.countDown();
        try {
            release.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        return TestServer.echo(call);
    }

    private static Limits few() {
        return TestServer.limits()
                .with(
                        PLACES,
                        PLACES,
                        TestServer.limits().idleTimeout(),
                        TestServer.limits().readTimeout());
    }
}
