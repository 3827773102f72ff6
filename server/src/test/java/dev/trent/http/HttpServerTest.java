package dev.trent.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trent.aws.Answerer;
import dev.trent.aws.Call;
import dev.trent.aws.Reply;
import dev.trent.aws.ReplyBody;
import dev.trent.http.RawClient.Answer;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.InputStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HttpServerTest {
    private final TestServer server = TestServer.echo();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void a_call_holds_the_request_as_it_was_sent() throws InterruptedException {
        try (RawClient client = server.client()) {
            client.send(lines(
                            "POST /a%2Fb;c/../d?a=%2F&b=+&c HTTP/1.1",
                            "Host: LocalHost:80",
                            "X-Two:  first \t",
                            "Content-Length: 5",
                            "x-other: \u00c3\u00a4\u00e4",
                            "X-TWO: second, third",
                            "X-Empty:",
                            "")
                    + "hello");
            client.answer();
        }
        Call call = server.calls.take();
        assertThat(call.method()).isEqualTo("POST");
        assertThat(call.rawPath()).isEqualTo("/a%2Fb;c/../d");
        assertThat(call.rawQuery()).isEqualTo("a=%2F&b=+&c");
        assertThat(call.headers().all("x-two")).containsExactly("first", "second, third");
        assertThat(call.headers().name(0)).isEqualTo("host");
        assertThat(call.headers().value(0)).isEqualTo("LocalHost:80");
        assertThat(call.headers().name(3)).isEqualTo("x-other");
        assertThat(call.headers().value(3)).isEqualTo("\u00e4\ufffd");
        assertThat(call.headers().first("x-empty")).isEmpty();
        assertThat(call.headers().size()).isEqualTo(6);
        assertThat(TestServer.text(call)).isEqualTo("hello");
        assertThat(call.peer()).isEqualTo("127.0.0.1");
        assertThat(call.tls()).isNull();
    }

    @Test
    void an_answer_has_the_fields_of_kms_and_no_others() {
        try (RawClient client = server.client()) {
            Answer answer = client.send(TestServer.post("/", "{}")).answer();
            assertThat(answer.head())
                    .isEqualTo(lines(
                            "HTTP/1.1 200 OK",
                            "Date: Sun, 06 Nov 1994 08:49:37 GMT",
                            "Cache-Control: no-cache, no-store, must-revalidate, private",
                            "Expires: 0",
                            "Pragma: no-cache",
                            "x-amzn-RequestId: 11111111-2222-3333-4444-555555555555",
                            "Content-Type: application/x-amz-json-1.1",
                            "Content-Length: 2",
                            ""));
            assertThat(answer.body()).isEqualTo("{}");
        }
    }

    @Test
    void an_answer_without_a_body_has_no_type() {
        try (TestServer silent = TestServer.answering(call -> new Reply(400, "", TestServer.REQUEST_ID, new byte[0]));
                RawClient client = silent.client()) {
            Answer answer = client.send(TestServer.post("/", "{}")).answer();
            assertThat(answer.head()).startsWith("HTTP/1.1 400 Bad Request\r\n").doesNotContain("Content-Type");
            assertThat(answer.header("Content-Length")).isEqualTo("0");
        }
    }

    @Test
    void a_thousand_requests_share_one_connection() throws InterruptedException {
        try (RawClient client = server.client()) {
            for (int i = 0; i < 1000; i++) {
                Answer answer =
                        client.send(TestServer.post("/", "request " + i)).answer();
                assertThat(answer.body()).isEqualTo("request " + i);
                assertThat(server.calls.take().rawPath()).isEqualTo("/");
            }
        }
    }

    @Test
    void pipelined_requests_are_answered_in_order() {
        try (RawClient client = server.client()) {
            client.send(TestServer.post("/1", "one") + chunked("t", "wo") + TestServer.post("/3", "three"));
            assertThat(client.answer().body()).isEqualTo("one");
            assertThat(client.answer().body()).isEqualTo("two");
            assertThat(client.answer().body()).isEqualTo("three");
        }
    }

    @Test
    void chunks_become_one_body_without_extensions_and_trailers() {
        try (RawClient client = server.client()) {
            client.send(lines("POST / HTTP/1.1", "Host: a", "Transfer-Encoding: Chunked", ""));
            client.send(lines("5;name=value", "hello", "00A", ", chunked ", "1", "!", "0", "X-Trailer: 1", ""));
            assertThat(client.answer().body()).isEqualTo("hello, chunked !");
            assertThat(client.send(TestServer.post("/", "next")).answer().body())
                    .isEqualTo("next");
        }
    }

    @Test
    void a_request_may_come_byte_by_byte() {
        try (RawClient client = server.client()) {
            for (byte each : chunked("slow", "ly").getBytes(ISO_8859_1)) {
                client.send(new byte[] {each});
            }
            assertThat(client.answer().body()).isEqualTo("slowly");
        }
    }

    @Test
    void a_body_that_is_held_back_is_asked_for() {
        try (RawClient client = server.client()) {
            client.send("POST / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 4\r\n\r\n");
            assertThat(client.answer().head()).isEqualTo("HTTP/1.1 100 Continue\r\n\r\n");
            assertThat(client.send("body").answer().body()).isEqualTo("body");
            client.send("POST / HTTP/1.1\r\nHost: a\r\nExpect: 100-Continue\r\nTransfer-Encoding: chunked\r\n\r\n");
            assertThat(client.answer().head()).isEqualTo("HTTP/1.1 100 Continue\r\n\r\n");
            assertThat(client.send("1\r\n!\r\n0\r\n\r\n").answer().body()).isEqualTo("!");
        }
    }

    @Test
    void a_body_that_was_not_held_back_is_not_asked_for() {
        try (RawClient client = server.client()) {
            client.send("POST / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 4\r\n\r\nbody");
            assertThat(client.answer().body()).isEqualTo("body");
        }
    }

    @Test
    void a_client_that_asks_to_close_is_told_so_and_obeyed() {
        try (RawClient client = server.client()) {
            client.send("GET / HTTP/1.1\r\nHost: a\r\nConnection: x, Close\r\n\r\n");
            assertThat(client.answer().header("Connection")).isEqualTo("close");
            assertThat(client.isClosed()).isTrue();
        }
    }

    @Test
    void a_target_may_name_the_host_that_the_field_names() throws InterruptedException {
        try (RawClient client = server.client()) {
            client.send("GET http://LocalHost:80/p?q=1 HTTP/1.1\r\nHost: localhost:80\r\n\r\n")
                    .answer();
            client.send("GET https://localhost?q HTTP/1.1\r\nHost: localhost\r\n\r\n")
                    .answer();
        }
        Call first = server.calls.take();
        assertThat(first.rawPath()).isEqualTo("/p");
        assertThat(first.rawQuery()).isEqualTo("q=1");
        Call second = server.calls.take();
        assertThat(second.rawPath()).isEqualTo("/");
        assertThat(second.rawQuery()).isEqualTo("q");
    }

    @Test
    void health_is_told_without_the_answerer() {
        AtomicBoolean ready = new AtomicBoolean();
        try (TestServer server = TestServer.ready(ready::get);
                RawClient client = server.client()) {
            assertThat(client.send(get("GET", "/livez")).answer().body()).isEqualTo("ok");
            Answer notYet = client.send(get("GET", "/readyz")).answer();
            assertThat(notYet.status()).isEqualTo(503);
            assertThat(notYet.body()).isEqualTo("not ready");
            ready.set(true);
            Answer now = client.send(get("GET", "/readyz")).answer();
            assertThat(now.status()).isEqualTo(200);
            assertThat(now.header("Content-Type")).isEqualTo("text/plain");
            assertThat(server.calls).isEmpty();
            assertThat(client.send(TestServer.post("/livez", "x")).answer().body())
                    .isEqualTo("x");
            assertThat(server.calls).hasSize(1);
        }
    }

    @Test
    void an_answer_to_head_has_the_length_but_not_the_body() {
        try (RawClient client = server.client()) {
            Answer answer = client.send(get("HEAD", "/livez")).answer(false);
            assertThat(answer.header("Content-Length")).isEqualTo("2");
            client.send("HEAD /x HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc");
            assertThat(client.answer(false).header("Content-Length")).isEqualTo("3");
            assertThat(client.send(TestServer.post("/", "next")).answer().body())
                    .isEqualTo("next");
        }
    }

    @Test
    void a_broken_answerer_is_an_internal_error_without_details() {
        try (TestServer broken = TestServer.answering(call -> {
                    throw new IllegalStateException("the secret detail");
                });
                RawClient client = broken.client()) {
            Answer answer = client.send(TestServer.post("/", "{}")).answer();
            assertThat(answer.status()).isEqualTo(500);
            assertThat(answer.body()).isEqualTo("{\"__type\":\"KMSInternalException\"}");
            assertThat(answer.header("x-amzn-RequestId")).hasSize(36);
            assertThat(client.send(TestServer.post("/", "{}")).answer().status())
                    .isEqualTo(500);
        }
    }

    @Test
    void a_large_answer_arrives_whole() {
        byte[] large = "0123456789".repeat(100_000).getBytes(ISO_8859_1);
        try (TestServer server =
                        TestServer.answering(call -> new Reply(200, "text/plain", TestServer.REQUEST_ID, large));
                RawClient client = server.client()) {
            assertThat(client.send(get("GET", "/large")).answer().body()).isEqualTo("0123456789".repeat(100_000));
            assertThat(client.send(get("GET", "/large")).answer().body()).hasSize(1_000_000);
        }
    }

    @Test
    void a_stream_arrives_whole_with_its_header_fields_and_is_closed() throws InterruptedException {
        byte[] large = "0123456789".repeat(10_000).getBytes(ISO_8859_1);
        BlockingQueue<String> closed = new LinkedBlockingQueue<>();
        try (TestServer server = TestServer.answering(call -> stream(large, large.length, closed));
                RawClient client = server.client()) {
            for (int i = 0; i < 2; i++) {
                Answer answer = client.send(get("GET", "/stream")).answer();
                assertThat(answer.body()).isEqualTo("0123456789".repeat(10_000));
                assertThat(answer.header("etag")).isEqualTo("\"one\"");
                assertThat(closed.take()).isEqualTo("closed");
            }
        }
    }

    @Test
    void a_stream_that_ends_early_ends_the_connection() {
        BlockingQueue<String> closed = new LinkedBlockingQueue<>();
        try (TestServer server = TestServer.answering(call -> stream(new byte[100], 101, closed));
                RawClient client = server.client()) {
            assertThat(client.send(get("GET", "/stream")).rest())
                    .contains("Content-Length: 101")
                    .endsWith("\0".repeat(100));
            assertThat(closed).hasSize(1);
        }
    }

    private static Reply stream(byte[] content, int length, BlockingQueue<String> closed) {
        InputStream source = new FilterInputStream(new ByteArrayInputStream(content)) {
            @Override
            public void close() {
                closed.add("closed");
            }
        };
        return new Reply(200, "text/plain", TestServer.REQUEST_ID, new ReplyBody.Stream(length, source), List.of())
                .with("etag", "\"one\"");
    }

    @Test
    void a_header_field_cannot_hold_a_line_break() {
        Reply reply = new Reply(200, "", TestServer.REQUEST_ID, new byte[0]);
        assertThatThrownBy(() -> reply.with("etag", "one\r\nset-cookie: two"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_port_in_use_is_refused_at_start() {
        HttpSettings taken =
                new HttpSettings("127.0.0.1", server.http.port(), null, TestServer.limits(), null, Web.open(List.of()));
        assertThatThrownBy(() -> HttpServer.start(
                        taken,
                        Answerer.waiting(TestServer::echo),
                        (call, refusal) -> Answers.refusal(refusal),
                        () -> true,
                        InstantSource.system()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("Cannot listen on 127.0.0.1 port " + server.http.port() + ": ");
    }

    @Test
    void more_connections_than_the_process_may_open_are_refused_at_start() {
        Duration ample = Duration.ofSeconds(1);
        Limits limits = new Limits(1, 1, 1, 1, Integer.MAX_VALUE, Integer.MAX_VALUE, ample, ample, ample, ample, ample);
        HttpSettings many = new HttpSettings("127.0.0.1", 0, null, limits, null, Web.open(List.of()));
        assertThatThrownBy(() -> HttpServer.start(
                        many,
                        Answerer.waiting(TestServer::echo),
                        (call, refusal) -> Answers.refusal(refusal),
                        () -> true,
                        InstantSource.system()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("too few for 2147483647 connections");
    }

    private static String lines(String... lines) {
        return String.join("\r\n", lines) + "\r\n";
    }

    private static String get(String method, String path) {
        return method + " " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
    }

    private static String chunked(String first, String second) {
        return "POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n" + first.length() + "\r\n"
                + first + "\r\n" + second.length() + "\r\n" + second + "\r\n0\r\n\r\n";
    }
}
