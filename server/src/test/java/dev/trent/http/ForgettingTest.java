package dev.trent.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trent.aws.Reply;
import io.netty.buffer.Unpooled;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A server holds nothing of a request after its answer. The test looks into every byte array that it can reach
/// from the server.
class ForgettingTest {
    private static final String SECRET = "plaintext-of-somebody";
    private static final String HEAD = "POST / HTTP/1.1\r\nHost: a\r\nAuthorization: " + SECRET + "\r\n";

    /// The most bytes of buffers that a waiting connection may have.
    private static final int WAITING_BYTES_MAX = 4 * 1024;

    @ParameterizedTest
    @ValueSource(
            strings = {
                HEAD + "Content-Length: 21\r\n\r\n" + SECRET,
                HEAD + "Transfer-Encoding: chunked\r\n\r\n15\r\n" + SECRET + "\r\n15\r\n" + SECRET + "\r\n0\r\n\r\n",
                HEAD + "Transfer-Encoding: chunked\r\n\r\n15\r\n" + SECRET + "\r\n0\r\nX-Trailer: " + SECRET
                        + "\r\n\r\n",
            })
    void an_answered_request_is_forgotten(String request) {
        for (int piece : new int[] {1, 7, request.length()}) {
            assertForgotten(client -> {
                for (int from = 0; from < request.length(); from += piece) {
                    client.send(request.substring(from, Math.min(request.length(), from + piece)));
                }
                client.answer();
            });
        }
    }

    @Test
    void a_large_request_is_forgotten() {
        String body = (SECRET + ".").repeat(9_000);
        assertForgotten(client -> client.send(HEAD + "Content-Length: " + body.length() + "\r\n\r\n" + body)
                .answer());
    }

    @Test
    void requests_in_a_row_are_forgotten() {
        String one = HEAD + "Content-Length: 21\r\n\r\n" + SECRET;
        assertForgotten(client -> {
            client.send(one + one + one);
            client.answer();
            client.answer();
            client.answer();
        });
    }

    @Test
    void an_answer_is_forgotten() {
        byte[] body = (SECRET + ".").repeat(3_000).getBytes(ISO_8859_1);
        try (TestServer server = TestServer.answering(call -> new Reply(200, "", TestServer.REQUEST_ID, body));
                RawClient client = server.client()) {
            client.send(TestServer.post("/", "x")).answer();
            // The next answer shows that the last exchange is over.
            client.send("GET /livez HTTP/1.1\r\nHost: a\r\n\r\n").answer();
            assertThat(body).containsOnly(0);
            assertThat(held(server.http)).noneMatch(ForgettingTest::tells);
        }
    }

    @Test
    void a_request_that_is_refused_halfway_is_forgotten() {
        try (TestServer server = TestServer.echo();
                RawClient client = server.client()) {
            client.send(HEAD + "Transfer-Encoding: chunked\r\n\r\n15\r\n" + SECRET + "\r\nnonsense" + SECRET + "\r\n");
            assertThat(client.answer().status()).isEqualTo(400);
            assertThat(client.isClosed()).isTrue();
        }
        Inbound inbound =
                new Inbound(TestServer.limits(), new LargeBodies(new Share(1), TestServer.guest()), new Scratch());
        inbound.add(Unpooled.copiedBuffer(HEAD + "Content-Length: 40\r\n\r\n" + SECRET, ISO_8859_1));
        Head head = Objects.requireNonNull(inbound.head());
        assertThat(inbound.isEmpty()).isFalse();
        assertThat(inbound.body(head)).isNull();
        inbound.clear();
        assertThat(held(inbound)).noneMatch(ForgettingTest::tells);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void under_tls_a_waiting_connection_holds_neither_plaintexts_nor_buffers(String protocol) throws Exception {
        try (TestServer server = TestServer.echo(TlsTest.tls("ec"));
                RawClient client = new RawClient(TlsTest.connect(server, "ec", "localhost", protocol))) {
            client.send(HEAD + "Content-Length: 21\r\n\r\n" + SECRET).answer();
            String large = (SECRET + ".").repeat(9_000);
            client.send(HEAD + "Content-Length: " + large.length() + "\r\n\r\n" + large)
                    .answer();
            client.send("GET /livez HTTP/1.1\r\nHost: a\r\n\r\n").answer();

            assertThat(held(server.http)).noneMatch(ForgettingTest::tells);
            assertThat(server.http.connections().buffers().areClear()).isTrue();
            Connection connection = server.http.connections().all().iterator().next();
            int bytes = held(connection, Connections.class, Buffers.class, Scratch.class).stream()
                    .mapToInt(held -> held.length)
                    .sum();
            assertThat(bytes).isLessThan(WAITING_BYTES_MAX);
        }
    }

    private static void assertForgotten(Consumer<RawClient> exchange) {
        try (TestServer server = TestServer.echo();
                RawClient client = server.client()) {
            exchange.accept(client);
            client.send("GET /livez HTTP/1.1\r\nHost: a\r\n\r\n").answer();
            assertThat(held(server.http)).isNotEmpty().noneMatch(ForgettingTest::tells);
            assertThat(server.http.connections().buffers().areClear()).isTrue();
        }
    }

    private static boolean tells(byte[] bytes) {
        return new String(bytes, ISO_8859_1).contains("plaintext");
    }

    /// Returns every byte array that this room's objects hold, starting from one of them.
    ///
    /// @param borders classes that the search does not enter
    @SuppressWarnings("ByteBufferBackingArray") // the search covers the whole array behind a buffer
    private static Set<byte[]> held(Object start, Class<?>... borders) {
        Set<byte[]> held = Collections.newSetFromMap(new IdentityHashMap<>());
        Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<Object> left = new ArrayDeque<>();
        left.add(start);
        while (!left.isEmpty()) {
            Object each = left.poll();
            if (!seen.add(each) || Arrays.asList(borders).contains(each.getClass())) {
                continue;
            }
            switch (each) {
                case byte[] bytes -> held.add(bytes);
                case ByteBuffer buffer when buffer.hasArray() -> held.add(buffer.array());
                case Map<?, ?> map -> {
                    left.addAll(map.keySet());
                    left.addAll(map.values());
                }
                case Path _ -> {
                    // Its names are paths again, without end.
                }
                case Iterable<?> many -> many.forEach(left::add);
                default -> addFields(each, left);
            }
        }
        return held;
    }

    private static void addFields(Object owner, Deque<Object> left) {
        if (!owner.getClass().getName().startsWith("dev.trent.http.")) {
            return;
        }
        for (Field field : owner.getClass().getDeclaredFields()) {
            if (field.getType().isPrimitive() || Modifier.isStatic(field.getModifiers())) {
                continue;
            }
            try {
                field.setAccessible(true);
                Object value = field.get(owner);
                if (value != null) {
                    left.add(value);
                }
            } catch (IllegalAccessException e) {
                throw new AssertionError(e);
            }
        }
    }
}
