package dev.trent.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trent.aws.AwsException;
import io.netty.buffer.Unpooled;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// For any bytes, in pieces of any size, the result is a request, a refusal or the end of the connection.
class InboundPropertyTest {
    private static final int RUNS = 20_000;
    private static final String[] PIECES = {
        "POST",
        "GET",
        " ",
        "/",
        "?a=b",
        "http://a",
        "HTTP/1.1",
        "HTTP/1.0",
        "\r\n",
        "\r",
        "\n",
        "\r\n\r\n",
        ":",
        "Host: a",
        "\r\nHost: a\r\n",
        "Content-Length: ",
        "Transfer-Encoding: chunked",
        "Expect: 100-continue",
        "0",
        "5",
        "hello",
        "ff",
        "5\r\nhello\r\n0\r\n\r\n",
        ";",
        "\t",
        "\u0000",
        "\u00ff",
        "x",
        "Connection: close",
        "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello",
        "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n",
    };

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);
    private @Nullable Head head;

    @Test
    void no_bytes_break_the_reader_and_their_pieces_do_not_matter() {
        for (int run = 0; run < RUNS; run++) {
            String text = text();
            byte[] bytes = text.getBytes(ISO_8859_1);
            String whole = read(bytes, bytes.length);
            assertThat(read(bytes, 1)).as("seed %d run %d: %s", seed, run, text).isEqualTo(whole);
            assertThat(read(bytes, 1 + random.nextInt(20)))
                    .as("seed %d run %d: %s", seed, run, text)
                    .isEqualTo(whole);
        }
    }

    private String text() {
        StringBuilder text = new StringBuilder(random.nextBoolean() ? "POST / HTTP/1.1\r\nHost: a\r\n" : "");
        for (int i = random.nextInt(12); i >= 0; i--) {
            text.append(PIECES[random.nextInt(PIECES.length)]);
        }
        return text.toString();
    }

    /// Returns the read requests and the end of the connection as text.
    private String read(byte[] bytes, int pieceBytes) {
        Limits limits = TestServer.limits();
        Inbound inbound = new Inbound(
                limits, new LargeBodies(new Share(limits.largeBodiesMax()), TestServer.guest()), new Scratch());
        StringBuilder seen = new StringBuilder();
        head = null;
        try {
            for (int at = 0; at < bytes.length; at += pieceBytes) {
                inbound.add(Unpooled.wrappedBuffer(bytes, at, Math.min(pieceBytes, bytes.length - at)));
                read(inbound, limits, seen);
            }
            return seen + "end";
        } catch (AwsException refused) {
            return seen + refused.error().code();
        }
    }

    /// Reads the requests that are complete.
    private void read(Inbound inbound, Limits limits, StringBuilder seen) {
        while (true) {
            if (head == null) {
                head = inbound.head();
                if (head == null) {
                    return;
                }
                seen.append(head.method()).append(head.rawPath()).append('?').append(head.rawQuery());
                seen.append(head.headers().size()).append(head.keepAlive()).append(head.expectsContinue());
            }
            // The connection refuses a length over the limit.
            boolean allowed = head.contentLength() <= limits.bodyBytesMax();
            byte[] body = allowed ? inbound.body(head) : new byte[0];
            if (body == null) {
                return;
            }
            seen.append('[').append(new String(body, ISO_8859_1)).append("]\n");
            head = null;
        }
    }
}
