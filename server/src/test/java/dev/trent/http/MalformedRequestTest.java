package dev.trent.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trent.http.RawClient.Answer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A request that is not HTTP/1.1, or that can be read in two ways, gets 400 and ends the connection.
///
/// A vertical bar stands for the end of a line.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MalformedRequestTest {
    private final TestServer server = TestServer.echo();

    @AfterAll
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // The request line
                "|POST / HTTP/1.1|Host: a||",
                "nonsense||",
                "POST /||",
                "POST / HTTP/1.2|Host: a||",
                "POST / HTTP/0.9|Host: a||",
                "POST / HTTP/1.|Host: a||",
                "POST / HTTP/1.0|Transfer-Encoding: chunked||0||",
                "GET http://a/ HTTP/1.0||",
                "POST / HTTP/2.0|Host: a||",
                "POST / HTTP/1.1 |Host: a||",
                "POST  / HTTP/1.1|Host: a||",
                "POST /a b HTTP/1.1|Host: a||",
                "post / HTTP/1.1|Host: a||",
                " POST / HTTP/1.1|Host: a||",
                "POST / HTTP/1.1\n|Host: a||",
                "POST / HTTP/1.1\nHost: a\n\n",
                "POST /\u0000 HTTP/1.1|Host: a||",
                "POST /\u00e4 HTTP/1.1|Host: a||",
                "POST /#fragment HTTP/1.1|Host: a||",
                "POST * HTTP/1.1|Host: a||",
                "CONNECT a:80 HTTP/1.1|Host: a||",
                "PRI * HTTP/2.0||SM||",
                "\u0016\u0003\u0001\u0002\u0000\u0001\n",
                // The header fields
                "POST / HTTP/1.1|Host: a|NoColon||",
                "POST / HTTP/1.1|Host: a|: no name||",
                "POST / HTTP/1.1|Host: a|X-A : blank before the colon||",
                "POST / HTTP/1.1|Host: a|X-A: folded| line||",
                "POST / HTTP/1.1|Host: a| X-A: leading blank||",
                "POST / HTTP/1.1|Host: a|X-\u0000A: b||",
                "POST / HTTP/1.1|Host: a|X-\u00e4: b||",
                "POST / HTTP/1.1|Host: a|X-A: b\u0000c||",
                "POST / HTTP/1.1|Host: a|X-A: b\u007fc||",
                "POST / HTTP/1.1|Host: a|X-A: b\rX-B: c||",
                "POST / HTTP/1.1|Host: a|X-A: b\nX-B: c||",
                "POST / HTTP/1.1|Host: a\r\r\n\r\n",
                // The host
                "POST / HTTP/1.1||",
                "POST / HTTP/1.1|Host:||",
                "POST / HTTP/1.1|Host: a|Host: a||",
                "POST / HTTP/1.1|Host: a/b||",
                "POST / HTTP/1.1|Host: user@a||",
                "POST http://b/ HTTP/1.1|Host: a||",
                "POST http://a:81/ HTTP/1.1|Host: a||",
                "POST http://ab/ HTTP/1.1|Host: a||",
                "POST http://a@b/ HTTP/1.1|Host: a||",
                "POST ftp://a/ HTTP/1.1|Host: a||",
                // The length
                "POST / HTTP/1.1|Host: a|Content-Length: 1|Content-Length: 1||x",
                "POST / HTTP/1.1|Host: a|Content-Length: 1, 1||x",
                "POST / HTTP/1.1|Host: a|Content-Length: +1||x",
                "POST / HTTP/1.1|Host: a|Content-Length: -1||x",
                "POST / HTTP/1.1|Host: a|Content-Length: 0x1||x",
                "POST / HTTP/1.1|Host: a|Content-Length:||x",
                "POST / HTTP/1.1|Host: a|Content-Length: 99999999999||x",
                "POST / HTTP/1.1|Host: a|Content-Length: 1|Transfer-Encoding: chunked||0||",
                "POST / HTTP/1.1|Host: a|Transfer-Encoding: chunked|Transfer-Encoding: chunked||0||",
                "POST / HTTP/1.1|Host: a|Transfer-Encoding: gzip, chunked||0||",
                "POST / HTTP/1.1|Host: a|Transfer-Encoding: identity||0||",
                "POST / HTTP/1.1|Host: a|Transfer-Encoding:||0||",
                "POST / HTTP/1.1|Host: a|Expect: something-else|Content-Length: 1||x",
                // The chunks
                "POST / HTTP/1.1|Host: a|Transfer-Encoding: chunked||g|",
                "POST / HTTP/1.1|Host: a|Transfer-Encoding: chunked|||",
                "POST / HTTP/1.1|Host: a|Transfer-Encoding: chunked||-1|",
                "POST / HTTP/1.1|Host: a|Transfer-Encoding: chunked||0x1|",
                "POST / HTTP/1.1|Host: a|Transfer-Encoding: chunked||1 |x|",
                "POST / HTTP/1.1|Host: a|Transfer-Encoding: chunked||ffffffff|",
                "POST / HTTP/1.1|Host: a|Transfer-Encoding: chunked||000000001|",
                "POST / HTTP/1.1|Host: a|Transfer-Encoding: chunked||1\nx|",
                "POST / HTTP/1.1|Host: a|Transfer-Encoding: chunked||1;a\rb|x|0||",
                "ABCDEFGHIJKLMNOPQRSTUVWXYZABCDEFG / HTTP/1.1|Host: a||",
                "POST / HTTP/1.1|Host: a|Transfer-Encoding: chunked||1|xy0||",
                "POST / HTTP/1.1|Host: a|Transfer-Encoding: chunked||1|x\n\n",
                "POST / HTTP/1.1|Host: a|Transfer-Encoding: chunked||0|trailer\n",
            })
    void a_malformed_request_is_refused_and_the_connection_closed(String request) {
        try (RawClient client = server.client()) {
            Answer answer = client.send(request.replace("|", "\r\n")).answer();
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.body()).isEqualTo("{\"__type\":\"SerializationException\"}");
            assertThat(answer.header("Connection")).isEqualTo("close");
            assertThat(answer.header("Content-Type")).isEqualTo("application/x-amz-json-1.1");
            assertThat(answer.header("x-amzn-RequestId")).hasSize(36);
            assertThat(client.isClosed()).isTrue();
            assertThat(server.calls).isEmpty();
        }
    }
}
