package dev.trent.bench;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/// One keep-alive connection with one request in flight; knows just enough of HTTP to see where an answer ends.
final class Connection {
    private static final int ANSWER_BYTES_MAX = 64 * 1024;
    private static final byte[] LENGTH = "content-length:".getBytes(StandardCharsets.US_ASCII);

    private final SocketChannel channel;
    private final @Nullable TlsClient tls;
    private final ByteBuffer answer = ByteBuffer.allocate(ANSWER_BYTES_MAX);
    private int expectedBytes;
    private long sentNanos;

    private Connection(SocketChannel channel, @Nullable TlsClient tls) {
        this.channel = channel;
        this.tls = tls;
    }

    static Connection open(InetSocketAddress address, Selector selector) throws IOException {
        return open(address, selector, null);
    }

    /// As above, under TLS.
    ///
    /// @param context null for none
    static Connection open(InetSocketAddress address, Selector selector, @Nullable SSLContext context)
            throws IOException {
        SocketChannel channel = SocketChannel.open(address);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        // The handshake waits for the server.
        TlsClient tls = context == null ? null : TlsClient.begin(context, address, channel);
        channel.configureBlocking(false);
        Connection connection = new Connection(channel, tls);
        channel.register(selector, SelectionKey.OP_READ, connection);
        return connection;
    }

    void send(byte[] request) throws IOException {
        send(request, System.nanoTime());
    }

    /// As above, for a request whose time runs from another moment.
    void send(byte[] request, long nanos) throws IOException {
        answer.clear();
        expectedBytes = 0;
        sentNanos = nanos;
        ByteBuffer bytes = tls == null ? ByteBuffer.wrap(request) : tls.wrapped(request);
        while (bytes.hasRemaining()) {
            // One request is far smaller than a socket's buffer, so this does not spin.
            channel.write(bytes);
        }
    }

    /// Reads what has come.
    ///
    /// @return whether the answer is complete
    boolean receive() throws IOException {
        if ((tls == null ? channel.read(answer) : tls.read(answer)) < 0) {
            throw new EOFException("the server closed a connection");
        }
        if (expectedBytes == 0) {
            expectedBytes = headEnd();
        }
        if (expectedBytes > ANSWER_BYTES_MAX) {
            throw new IOException("an answer of " + expectedBytes + " bytes");
        }
        return expectedBytes > 0 && answer.position() >= expectedBytes;
    }

    /// Returns the length of head and body together once the head is complete, else 0.
    private int headEnd() {
        byte[] bytes = answer.array();
        for (int i = 3; i < answer.position(); i++) {
            if (bytes[i] == '\n' && bytes[i - 1] == '\r' && bytes[i - 2] == '\n') {
                return i + 1 + contentLength(bytes, i);
            }
        }
        return 0;
    }

    private static int contentLength(byte[] bytes, int end) {
        for (int i = 0; i < end - LENGTH.length; i++) {
            if (bytes[i] == '\n' && matches(bytes, i + 1)) {
                int length = 0;
                for (int j = i + 1 + LENGTH.length; bytes[j] != '\r'; j++) {
                    if (bytes[j] != ' ') {
                        length = 10 * length + bytes[j] - '0';
                    }
                }
                return length;
            }
        }
        return 0;
    }

    private static boolean matches(byte[] bytes, int at) {
        for (int i = 0; i < LENGTH.length; i++) {
            if (Character.toLowerCase(bytes[at + i]) != LENGTH[i]) {
                return false;
            }
        }
        return true;
    }

    boolean succeeded() {
        // `HTTP/1.1 200`: the first digit of the status.
        return answer.array()[9] == '2';
    }

    /// Returns whether the answer asks to come again later.
    boolean throttled() {
        return !succeeded() && text().contains("ThrottlingException");
    }

    String text() {
        return new String(answer.array(), 0, answer.position(), StandardCharsets.UTF_8);
    }

    long sentNanos() {
        return sentNanos;
    }

    void close() throws IOException {
        channel.close();
    }
}
