package dev.trent.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trent.aws.AwsException;
import dev.trent.aws.TlsFacts;
import java.util.Arrays;
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
                new Pieces(bytes, pieceBytes),
                limits,
                new LargeBodies(new Share(limits.largeBodiesMax()), TestServer.guest()));
        StringBuilder seen = new StringBuilder();
        try {
            while (true) {
                Head head = inbound.head();
                seen.append(head.method()).append(head.rawPath()).append('?').append(head.rawQuery());
                seen.append(head.headers().size()).append(head.keepAlive()).append(head.expectsContinue());
                boolean chunked = head.contentLength() == Head.CHUNKED;
                boolean allowed = head.contentLength() <= limits.bodyBytesMax();
                byte[] body = chunked ? inbound.chunkedBody() : inbound.body(allowed ? (int) head.contentLength() : 0);
                seen.append('[').append(new String(body, ISO_8859_1)).append("]\n");
            }
        } catch (AwsException refused) {
            return seen + refused.error().code();
        } catch (Gone end) {
            return seen + "end";
        }
    }

    /// Gives bytes in pieces of one size.
    private static final class Pieces implements Wire {
        private final byte[] bytes;
        private final int pieceBytes;
        private int at;

        Pieces(byte[] bytes, int pieceBytes) {
            this.bytes = bytes;
            this.pieceBytes = pieceBytes;
        }

        @Override
        public Opened open() {
            throw new AssertionError("Nothing is opened.");
        }

        @Override
        public byte @Nullable [] read() {
            if (at == bytes.length) {
                return null;
            }
            int to = Math.min(bytes.length, at + pieceBytes);
            byte[] piece = Arrays.copyOfRange(bytes, at, to);
            at = to;
            return piece;
        }

        @Override
        public void write(byte[] ignored, int length) {
            throw new AssertionError("Nothing is written.");
        }

        @Override
        public void end() {
            throw new AssertionError("Nothing is ended.");
        }

        @Override
        public @Nullable TlsFacts tlsFacts() {
            return null;
        }
    }
}
