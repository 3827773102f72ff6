package dev.trent.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trent.aws.Call;
import dev.trent.aws.Reply;
import dev.trent.http.RawClient.Answer;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class DrainTest {
    private static final Duration AMPLE = Duration.ofSeconds(30);

    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch release = new CountDownLatch(1);

    @Test
    void what_was_accepted_is_answered_and_told_that_it_was_the_last() throws InterruptedException {
        try (TestServer server = TestServer.answering(this::whenReleased);
                RawClient working = server.client();
                RawClient halfway = server.client();
                RawClient idle = server.client()) {
            assertThat(idle.send(TestServer.post("/fast", "x")).answer().status())
                    .isEqualTo(200);
            halfway.send("POST /fast HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 4\r\n\r\n");
            assertThat(halfway.answer().status()).isEqualTo(100);
            working.send(TestServer.post("/slow", "work"));
            asked.await();

            Thread draining = Thread.startVirtualThread(() -> server.http.drain(AMPLE));
            assertThat(idle.isClosed()).isTrue();
            awaitRefusal(server);

            release.countDown();
            Answer worked = working.answer();
            assertThat(worked.body()).isEqualTo("work");
            assertThat(worked.header("Connection")).isEqualTo("close");
            assertThat(working.isClosed()).isTrue();

            assertThat(draining.isAlive())
                    .as("waits for the request that is halfway")
                    .isTrue();
            Answer completed = halfway.send("body").answer();
            assertThat(completed.body()).isEqualTo("body");
            assertThat(completed.header("Connection")).isEqualTo("close");
            assertThat(draining.join(AMPLE)).isTrue();
        }
    }

    @Test
    void what_is_not_answered_in_time_is_cut() throws InterruptedException {
        CountDownLatch gone = new CountDownLatch(1);
        try (TestServer server = TestServer.answering(call -> {
                    asked.countDown();
                    while (!call.clientGone().getAsBoolean()) {
                        Thread.onSpinWait();
                    }
                    gone.countDown();
                    return TestServer.echo(call);
                });
                RawClient working = server.client()) {
            working.send(TestServer.post("/slow", "work"));
            asked.await();
            server.http.drain(Duration.ofMillis(50));
            gone.await();
            assertThat(working.isClosed()).isTrue();
        }
    }

    @Test
    void a_server_without_connections_drains_at_once_and_only_once() {
        TestServer server = TestServer.echo();
        server.http.drain(AMPLE);
        server.http.drain(AMPLE);
        server.close();
        assertThatThrownBy(server::client).hasMessageContaining("refused");
    }

    private static void awaitRefusal(TestServer server) {
        long until = System.nanoTime() + AMPLE.toNanos();
        while (System.nanoTime() < until) {
            try (RawClient early = server.client()) {
                early.send("");
            } catch (UncheckedIOException refused) {
                return;
            }
        }
        throw new AssertionError("Connections are still accepted.");
    }

    private Reply whenReleased(Call call) {
        if (call.rawPath().equals("/slow")) {
            asked.countDown();
            try {
                release.await();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
        return TestServer.echo(call);
    }
}
