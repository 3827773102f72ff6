package dev.trent.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trent.http.RawClient.Answer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// HTTP/1.0, as some proxies use it.
class OldHttpTest {
    private final TestServer server = TestServer.echo();
    private final RawClient client = server.client();

    @AfterEach
    void stop() {
        client.close();
        server.close();
    }

    @Test
    void a_request_is_answered_and_the_connection_closed() {
        Answer answer = client.send("POST / HTTP/1.0\r\nHost: a\r\nContent-Length: 3\r\n\r\nold")
                .answer();
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("old");
        assertThat(answer.header("Connection")).isEqualTo("close");
        assertThat(answer.header("Content-Length")).isEqualTo("3");
        assertThat(answer.header("Transfer-Encoding")).isEmpty();
        assertThat(client.isClosed()).isTrue();
    }

    @Test
    void a_connection_stays_open_for_whoever_asks() {
        for (int i = 0; i < 3; i++) {
            Answer answer = client.send(
                            "POST / HTTP/1.0\r\nHost: a\r\nConnection: Keep-Alive\r\nContent-Length: 3\r\n\r\nold")
                    .answer();
            assertThat(answer.header("Connection")).isEqualTo("keep-alive");
        }
        Answer last = client.send("GET /x HTTP/1.0\r\nHost: a\r\nConnection: keep-alive, close\r\n\r\n")
                .answer();
        assertThat(last.header("Connection")).isEqualTo("close");
        assertThat(client.isClosed()).isTrue();
    }

    @Test
    void a_host_need_not_be_named() {
        assertThat(client.send("GET /livez HTTP/1.0\r\n\r\n").answer().body()).isEqualTo("ok");
    }

    @Test
    void a_body_is_never_asked_for() {
        Answer answer = client.send("POST / HTTP/1.0\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\n")
                .send("old")
                .answer();
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("old");
    }

    @Test
    void there_are_no_chunks() {
        client.send("POST / HTTP/1.0\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nold\r\n0\r\n\r\n");
        assertThat(client.answer().status()).isEqualTo(400);
        assertThat(server.calls).isEmpty();
    }
}
