package dev.trent.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trent.http.RawClient.Answer;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class LimitsTest {
    private static final Duration SHORT = Duration.ofMillis(60);
    private static final String BODY_TOO_LARGE = "{\"__type\":\"RequestEntityTooLargeException\","
            + "\"message\":\"The request body is larger than 262144 bytes.\"}";

    @Test
    void a_body_announced_too_large_is_refused_before_it_comes() {
        try (TestServer server = TestServer.echo();
                RawClient client = server.client()) {
            client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 262145\r\n\r\n");
            Answer answer = client.answer();
            assertThat(answer.status()).isEqualTo(413);
            assertThat(answer.body()).isEqualTo(BODY_TOO_LARGE);
            assertThat(client.isClosed()).isTrue();
        }
    }

    @Test
    void a_body_held_back_and_too_large_is_not_asked_for() {
        try (TestServer server = TestServer.echo();
                RawClient client = server.client()) {
            client.send("POST / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 262145\r\n\r\n");
            assertThat(client.answer().status()).isEqualTo(413);
        }
    }

    @Test
    void a_client_that_sends_a_too_large_body_whole_still_gets_its_answer() {
        try (TestServer server = TestServer.echo(with(limits -> lingering(limits, Duration.ofSeconds(30))));
                RawClient client = server.client()) {
            client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 8000000\r\n\r\n");
            client.send(new byte[8_000_000]);
            assertThat(client.answer().body()).isEqualTo(BODY_TOO_LARGE);
        }
    }

    @Test
    void chunks_that_become_too_large_are_refused_at_the_first_byte_too_many() {
        try (TestServer server = TestServer.echo();
                RawClient client = server.client()) {
            client.send("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n");
            String chunk = "10000\r\n" + "x".repeat(0x10000) + "\r\n";
            client.send(chunk + chunk + chunk + chunk + "1\r\n");
            Answer answer = client.answer();
            assertThat(answer.status()).isEqualTo(413);
            assertThat(answer.body()).isEqualTo(BODY_TOO_LARGE);
            assertThat(client.isClosed()).isTrue();
        }
    }

    @Test
    void a_body_of_the_greatest_size_is_answered() {
        try (TestServer server = TestServer.echo();
                RawClient client = server.client()) {
            String body = "x".repeat(262_144);
            assertThat(client.send(TestServer.post("/", body)).answer().body()).isEqualTo(body);
            client.send("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n40000\r\n" + body
                    + "\r\n0\r\n\r\n");
            assertThat(client.answer().body()).isEqualTo(body);
        }
    }

    @Test
    void too_many_large_bodies_at_a_time_are_put_off() {
        try (TestServer server = TestServer.echo();
                RawClient first = server.client();
                RawClient second = server.client();
                RawClient third = server.client()) {
            String head = "POST / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 65537\r\n\r\n";
            assertThat(first.send(head).answer().status()).isEqualTo(100);
            assertThat(second.send(head).answer().status()).isEqualTo(100);
            Answer refused = third.send(head).answer();
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.body()).contains("\"ServiceUnavailable\"");
            assertThat(first.send(new byte[65_537]).answer().status()).isEqualTo(200);
            try (RawClient fourth = server.client()) {
                assertThat(fourth.send(TestServer.post("/", "small")).answer().body())
                        .isEqualTo("small");
            }
            assertThat(first.send(head).answer().status()).isEqualTo(100);
        }
    }

    @Test
    void a_place_for_a_large_body_is_free_again_when_its_client_has_gone() {
        try (TestServer server = TestServer.echo()) {
            String head = "POST / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 65537\r\n\r\n";
            int admitted = 0;
            while (admitted < 10) {
                try (RawClient client = server.client()) {
                    // There may be no place until the server has noticed that the last client has gone.
                    admitted += client.send(head).answer().status() == 100 ? 1 : 0;
                }
            }
            assertThat(admitted).isEqualTo(10);
        }
    }

    @Test
    void a_head_that_is_too_long_is_refused() {
        assertThat(statusOf("GET / HTTP/1.1\r\nHost: a\r\nX-A: " + "x".repeat(5000)))
                .isEqualTo(413);
        assertThat(statusOf("GET /" + "x".repeat(5000))).isEqualTo(413);
        assertThat(statusOf("GET / HTTP/1.1\r\nHost: a\r\n" + "X-A: b\r\n".repeat(1000)))
                .isEqualTo(413);
        assertThat(statusOf("GET / HTTP/1.1\r\nHost: a\r\n" + "X:\r\n".repeat(50) + "\r\n"))
                .isEqualTo(413);
        assertThat(statusOf("GET / HTTP/1.1\r\nHost: a\r\n" + "X:\r\n".repeat(49) + "\r\n"))
                .isEqualTo(200);
    }

    @Test
    void chunk_lines_and_trailers_that_are_too_long_are_refused() {
        String head = "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n";
        assertThat(statusOf(head + "1;" + "x".repeat(300))).isEqualTo(413);
        assertThat(statusOf(head + "0\r\n" + "X: y\r\n".repeat(1000))).isEqualTo(413);
    }

    @Test
    void a_connection_that_stays_silent_is_closed() {
        try (TestServer server = TestServer.echo(with(LimitsTest::shortIdle));
                RawClient silent = server.client();
                RawClient idle = server.client()) {
            assertThat(idle.send(TestServer.post("/", "x")).answer().status()).isEqualTo(200);
            assertThat(silent.isClosed()).isTrue();
            assertThat(idle.isClosed()).isTrue();
        }
    }

    @Test
    void a_head_that_trickles_is_cut() {
        assertTricklingIsCut("GET / HTTP/1.1\r\nHost: a\r\nX-A: ");
    }

    @Test
    void a_body_that_trickles_is_cut() {
        assertTricklingIsCut("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 200000\r\n\r\n");
    }

    @Test
    void chunks_that_trickle_are_cut() {
        assertTricklingIsCut("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n20000\r\n");
    }

    @Test
    void a_refused_client_that_goes_on_sending_is_cut() {
        try (TestServer server = TestServer.echo();
                RawClient client = server.client()) {
            assertThat(client.send("nonsense\r\n\r\n").answer().status()).isEqualTo(400);
            assertSendingFails(client);
        }
    }

    @Test
    void a_client_that_does_not_read_its_answers_is_cut() {
        byte[] large = new byte[32_000_000];
        try (TestServer server = TestServer.answering(
                        with(limits -> writing(limits, SHORT)),
                        call -> new dev.trent.aws.Reply(200, "", TestServer.REQUEST_ID, large));
                RawClient client = server.client()) {
            client.send("GET /large HTTP/1.1\r\nHost: a\r\n\r\n");
            assertSendingFails(client);
        }
    }

    @Test
    void a_slow_answer_is_not_cut() throws InterruptedException {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch others = new CountDownLatch(1);
        // On a busy machine even a whole request may be read late, so the time is not the shortest.
        Limits hasty = with(limits -> reading(limits, Duration.ofSeconds(1)));
        try (TestServer server = TestServer.answering(hasty, call -> {
                    asked.countDown();
                    await(others);
                    return TestServer.echo(call);
                });
                RawClient slow = server.client();
                RawClient halfway = server.client()) {
            slow.send(TestServer.post("/", "late"));
            asked.await();
            // When the sweeper has cut the later connection, it has also looked at this one.
            assertThat(halfway.send("GET").isClosed()).isTrue();
            others.countDown();
            assertThat(slow.answer().body()).isEqualTo("late");
        }
    }

    @Test
    void a_client_that_goes_within_its_request_harms_nobody() {
        try (TestServer server = TestServer.echo()) {
            for (String part : new String[] {"", "GE", "GET / HTTP/1.1\r\nHo", TestServer.post("/", "x") + "POST"}) {
                try (RawClient client = server.client()) {
                    client.send(part);
                }
            }
            try (RawClient client = server.client()) {
                assertThat(client.send(TestServer.post("/", "x")).answer().status())
                        .isEqualTo(200);
            }
        }
    }

    @Test
    void limits_that_would_refuse_everything_are_refused() {
        Duration ample = Duration.ofSeconds(30);
        assertThatThrownBy(() -> new Limits(0, 1, 1, 1, 1, 1, ample, ample, ample, ample, ample))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The limit 'headerBytesMax' must be positive, not '0'.");
        assertThatThrownBy(() -> new Limits(1, 1, 1, 1, 1, 1, ample, ample, Duration.ZERO, ample, ample))
                .hasMessage("The limit 'readTimeout' must be positive, not '0'.");
        assertThat(Limits.defaults().bodyBytesMax()).isEqualTo(1024 * 1024);
    }

    private static int statusOf(String request) {
        try (TestServer server = TestServer.echo();
                RawClient client = server.client()) {
            return client.send(request).answer().status();
        }
    }

    private static void assertTricklingIsCut(String beginning) {
        try (TestServer server = TestServer.echo(with(limits -> reading(limits, SHORT)));
                RawClient client = server.client()) {
            client.send(beginning);
            assertSendingFails(client);
            assertThat(server.calls).isEmpty();
        }
    }

    /// Sends one byte at a time until the server stops accepting them. Fails if the server always accepts.
    private static void assertSendingFails(RawClient client) {
        long until = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (client.trySend(new byte[] {'x'})) {
            assertThat(System.nanoTime()).as("time").isLessThan(until);
            java.util.concurrent.locks.LockSupport.parkNanos(100_000);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static Limits with(UnaryOperator<Limits> change) {
        return change.apply(TestServer.limits());
    }

    private static Limits shortIdle(Limits l) {
        return new Limits(
                4096,
                50,
                l.bodyBytesMax(),
                2,
                64,
                64,
                Duration.ofSeconds(1),
                l.readTimeout(),
                l.readTimeout(),
                l.writeTimeout(),
                SHORT);
    }

    private static Limits reading(Limits l, Duration read) {
        return new Limits(4096, 50, l.bodyBytesMax(), 2, 64, 64, l.idleTimeout(), read, read, l.writeTimeout(), SHORT);
    }

    private static Limits writing(Limits l, Duration write) {
        return new Limits(
                4096, 50, l.bodyBytesMax(), 2, 64, 64, l.idleTimeout(), l.readTimeout(), l.readTimeout(), write, SHORT);
    }

    private static Limits lingering(Limits l, Duration linger) {
        return new Limits(
                4096,
                50,
                l.bodyBytesMax(),
                2,
                64,
                64,
                l.idleTimeout(),
                l.readTimeout(),
                l.readTimeout(),
                l.writeTimeout(),
                linger);
    }
}
