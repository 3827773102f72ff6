package dev.trent.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trent.aws.Call;
import dev.trent.aws.Reply;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/// A long operation can learn that the client has closed the connection.
class ClientGoneTest {
    private static final long LOOK_AGAIN_NANOS = 100_000;

    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch release = new CountDownLatch(1);
    private final CountDownLatch gone = new CountDownLatch(1);

    @Test
    void a_client_that_closes_its_connection_is_known_to_be_gone() {
        try (TestServer server = TestServer.answering(this::untilGone)) {
            try (RawClient client = server.client()) {
                client.send(TestServer.post("/slow", "work"));
                await(asked);
            }
            await(gone);
        }
    }

    @Test
    void a_client_that_waits_is_there_and_what_it_sends_meanwhile_is_its_next_request() {
        try (TestServer server = TestServer.answering(this::whenReleased);
                RawClient client = server.client()) {
            client.send(TestServer.post("/slow", "one"));
            await(asked);
            client.send(TestServer.post("/", "two"));
            client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nth");
            release.countDown();
            assertThat(client.answer().body()).isEqualTo("one");
            assertThat(client.answer().body()).isEqualTo("two");
            assertThat(client.send("ree").answer().body()).isEqualTo("three");
            assertThat(client.send(TestServer.post("/", "four")).answer().body())
                    .isEqualTo("four");
        }
    }

    @Test
    void a_client_that_asks_for_the_last_answer_gets_it_and_the_connection_ends() {
        try (TestServer server = TestServer.answering(this::whenReleased);
                RawClient client = server.client()) {
            client.send("POST /slow HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: 3\r\n\r\none");
            await(asked);
            release.countDown();
            assertThat(client.answer().body()).isEqualTo("one");
            assertThat(client.isClosed()).isTrue();
        }
    }

    @Test
    void a_client_that_ends_tls_is_known_to_be_gone() throws Exception {
        Tls tls = Tls.of(TlsTest.file("ec.crt"), TlsTest.file("ec.key"));
        try (TestServer server = TestServer.answering(tls, this::untilGone)) {
            try (RawClient client = new RawClient(TlsTest.connect(server, "ec", "localhost", "TLSv1.3"))) {
                client.send(TestServer.post("/slow", "work"));
                await(asked);
            }
            await(gone);
        }
    }

    private Reply untilGone(Call call) {
        asked.countDown();
        while (!call.clientGone().getAsBoolean()) {
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
        }
        gone.countDown();
        return TestServer.echo(call);
    }

    private Reply whenReleased(Call call) {
        if (call.rawPath().equals("/slow")) {
            assertThat(call.clientGone().getAsBoolean()).isFalse();
            asked.countDown();
            await(release);
            assertThat(call.clientGone().getAsBoolean()).isFalse();
        }
        return TestServer.echo(call);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }
}
