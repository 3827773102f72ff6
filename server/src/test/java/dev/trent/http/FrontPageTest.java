package dev.trent.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trent.aws.Call;
import dev.trent.aws.Reply;
import dev.trent.http.RawClient.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The page for people who open the server's address in a browser.
class FrontPageTest {
    private static final String SIX = "::1";

    @ParameterizedTest
    @ValueSource(strings = {"", "Sec-Fetch-Site: none\r\nSec-Fetch-Mode: navigate\r\n", "Authorization-Not: x\r\n"})
    void a_page_says_what_this_is(String fields) {
        try (TestServer server = TestServer.echo();
                RawClient client = server.client()) {
            Answer answer = client.send("GET / HTTP/1.1\r\nHost: a\r\n" + fields + "\r\n")
                    .answer();
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.header("Content-Type")).isEqualTo("text/plain");
            assertThat(answer.body()).startsWith("This is Trent").contains("docs/");
            assertThat(server.calls).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET / HTTP/1.1\r\nAuthorization: AWS4-HMAC-SHA256 x\r\n",
                "GET /?Action=GetCallerIdentity HTTP/1.1\r\n",
                "GET / HTTP/1.1\r\nX-Amz-Target: TrentService.ListKeys\r\n",
                "POST / HTTP/1.1\r\n",
                "GET /other HTTP/1.1\r\n",
                "POST /healthz HTTP/1.1\r\n"
            })
    void a_call_is_none_of_its_readers(String request) {
        try (TestServer server = TestServer.echo();
                RawClient client = server.client()) {
            client.send(request + "Host: a\r\n\r\n").answer();
            assertThat(server.calls).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/health", "/healthz", "/readyz"})
    void health_has_the_names_that_others_give_it(String path) {
        String request = "GET " + path + " HTTP/1.1\r\nHost: a\r\n\r\n";
        try (TestServer well = TestServer.ready(() -> true);
                TestServer ill = TestServer.ready(() -> false);
                RawClient first = well.client();
                RawClient second = ill.client()) {
            assertThat(first.send(request).answer().body()).isEqualTo("ok");
            assertThat(second.send(request).answer().status()).isEqualTo(503);
        }
    }

    @Test
    void localhost_is_served_by_both_of_its_addresses() throws IOException {
        Assumptions.assumeTrue(isHere(SIX), "this machine has no IPv6");
        try (HttpServer server = start(0, SIX)) {
            for (String address : List.of("127.0.0.1", SIX)) {
                try (RawClient client = client(address, server.port())) {
                    assertThat(client.send("GET /livez HTTP/1.1\r\nHost: localhost\r\n\r\n")
                                    .answer()
                                    .body())
                            .isEqualTo("ok");
                }
            }
            server.drain(Duration.ZERO);
            assertThatThrownBy(() -> client(SIX, server.port())).isInstanceOf(IOException.class);
        }
    }

    @Test
    void a_machine_without_the_second_address_goes_on_with_the_first() throws IOException {
        // An address for documentation, which no machine has.
        try (HttpServer server = start(0, "2001:db8::1");
                RawClient client = client("127.0.0.1", server.port())) {
            assertThat(client.send("GET /livez HTTP/1.1\r\nHost: localhost\r\n\r\n")
                            .answer()
                            .body())
                    .isEqualTo("ok");
        }
    }

    @Test
    void a_second_address_that_another_has_is_refused_at_start() throws IOException {
        Assumptions.assumeTrue(isHere(SIX), "this machine has no IPv6");
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.ofLiteral(SIX))) {
            assertThatThrownBy(() -> start(other.getLocalPort(), SIX))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageStartingWith("Cannot listen on ::1 port " + other.getLocalPort());
            // The first address is free again.
            new ServerSocket(other.getLocalPort(), 1, InetAddress.ofLiteral("127.0.0.1")).close();
        }
    }

    @Test
    void a_server_that_drains_accepts_nothing_on_either_address() throws Exception {
        Assumptions.assumeTrue(isHere(SIX), "this machine has no IPv6");
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        HttpServer server = start(0, SIX, call -> {
            asked.countDown();
            try {
                release.await();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            return TestServer.echo(call);
        });
        try (RawClient working = client("127.0.0.1", server.port())) {
            working.send(TestServer.post("/", "work"));
            asked.await();
            Thread draining = Thread.startVirtualThread(() -> server.drain(Duration.ofSeconds(30)));
            awaitRefusal("127.0.0.1", server.port());
            awaitRefusal(SIX, server.port());
            assertThat(draining.isAlive()).isTrue();
            release.countDown();
            assertThat(working.answer().body()).isEqualTo("work");
            draining.join();
        }
    }

    private static void awaitRefusal(String address, int port) {
        long until = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (System.nanoTime() < until) {
            try (RawClient early = client(address, port)) {
                early.send("");
            } catch (IOException | UncheckedIOException refused) {
                return;
            }
        }
        throw new AssertionError("Connections are still accepted on " + address);
    }

    private static boolean isHere(String address) {
        try (ServerSocket _ = new ServerSocket(0, 1, InetAddress.ofLiteral(address))) {
            return true;
        } catch (IOException none) {
            return false;
        }
    }

    private static RawClient client(String address, int port) throws IOException {
        return new RawClient(new Socket(InetAddress.ofLiteral(address), port));
    }

    private static HttpServer start(int port, @Nullable String also) {
        return start(port, also, TestServer::echo);
    }

    private static HttpServer start(int port, @Nullable String also, Function<Call, Reply> answerer) {
        return HttpServer.start(
                new HttpSettings(
                        "127.0.0.1", port, null, TestServer.limits(), also, Web.loopback(List.of(), List.of())),
                new OnThreads(answerer),
                (call, refusal) -> Answers.refusal(refusal),
                () -> true,
                InstantSource.system());
    }
}
