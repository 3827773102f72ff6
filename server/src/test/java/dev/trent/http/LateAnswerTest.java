package dev.trent.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trent.aws.Call;
import dev.trent.aws.Loop;
import dev.trent.aws.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/// Answers that come later and from other threads.
class LateAnswerTest {
    private final BlockingQueue<Asked> asked = new LinkedBlockingQueue<>();

    private record Asked(Call call, Consumer<Reply> send, boolean onLoop) {
        void echo() {
            Thread.ofVirtual().start(() -> send.accept(TestServer.echo(call)));
        }
    }

    private TestServer server() {
        return TestServer.of((call, send) -> asked.add(new Asked(call, send, Loop.here())));
    }

    @Test
    void requests_of_one_connection_are_answered_one_after_the_other() throws InterruptedException {
        try (TestServer server = server();
                RawClient client = server.client()) {
            client.send(TestServer.post("/", "one") + TestServer.post("/", "two") + TestServer.post("/", "three"));
            for (String body : List.of("one", "two", "three")) {
                Asked next = asked.take();
                assertThat(next.onLoop()).isTrue();
                assertThat(TestServer.text(next.call())).isEqualTo(body);
                assertThat(asked).isEmpty();
                next.echo();
                assertThat(client.answer().body()).isEqualTo(body);
            }
        }
    }

    @Test
    void connections_are_answered_in_any_order() throws InterruptedException {
        List<RawClient> clients = new ArrayList<>();
        List<Asked> all = new ArrayList<>();
        try (TestServer server = server()) {
            for (int i = 0; i < 20; i++) {
                RawClient client = server.client();
                clients.add(client.send(TestServer.post("/", "of " + i) + TestServer.post("/", "then " + i)));
                all.add(asked.take());
            }
            all.reversed().forEach(Asked::echo);
            for (int i = 0; i < 20; i++) {
                assertThat(clients.get(i).answer().body()).isEqualTo("of " + i);
                asked.take().echo();
            }
            for (int i = 0; i < 20; i++) {
                assertThat(clients.get(i).answer().body()).isEqualTo("then " + i);
            }
        } finally {
            clients.forEach(RawClient::close);
        }
    }

    @Test
    void an_answer_for_a_connection_that_has_ended_is_cleared_with_its_request() throws InterruptedException {
        try (TestServer server = server()) {
            Asked late;
            try (RawClient client = server.client()) {
                client.send(TestServer.post("/", "plaintext"));
                late = asked.take();
            }
            while (!late.call().clientGone().getAsBoolean()) {
                Thread.onSpinWait();
            }
            assertThat(TestServer.text(late.call())).as("it is still needed").isEqualTo("plaintext");
            byte[] body = "secret".getBytes(ISO_8859_1);
            late.send().accept(new Reply(200, "", TestServer.REQUEST_ID, body));
            while (!server.http.connections().all().isEmpty()) {
                Thread.onSpinWait();
            }
            assertThat(body).containsOnly(0);
            assertThat(late.call().body()).containsOnly(0);
        }
    }

    @Test
    void a_second_answer_is_cleared_and_not_sent() throws InterruptedException {
        try (TestServer server = server();
                RawClient client = server.client()) {
            client.send(TestServer.post("/", "one"));
            Asked first = asked.take();
            byte[] again = "again".getBytes(ISO_8859_1);
            Thread.ofVirtual()
                    .start(() -> {
                        first.send().accept(TestServer.echo(first.call()));
                        first.send().accept(new Reply(200, "", TestServer.REQUEST_ID, again));
                    })
                    .join();
            assertThat(client.answer().body()).isEqualTo("one");
            client.send(TestServer.post("/", "two"));
            asked.take().echo();
            assertThat(client.answer().body()).isEqualTo("two");
            assertThat(again).containsOnly(0);
        }
    }

    @Test
    void while_a_request_is_answered_only_a_little_more_is_read() throws InterruptedException {
        try (TestServer server = server();
                RawClient client = server.client()) {
            client.send(TestServer.post("/", "one"));
            Asked first = asked.take();
            String large = "x".repeat(200_000);
            Thread sending = Thread.ofVirtual().start(() -> client.send(TestServer.post("/", large)));
            first.echo();
            assertThat(client.answer().body()).isEqualTo("one");
            Asked second = asked.take();
            assertThat(second.call().body()).hasSize(200_000);
            sending.join();
            second.echo();
            assertThat(client.answer().body()).isEqualTo(large);
        }
    }
}
