package dev.trent.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.Selector;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/// Calls of one caller, one after the other over one connection: what sets a measurement up.
final class Api implements AutoCloseable {
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(60);

    /// After this the server may have closed the connection.
    private static final Duration IDLE_MAX = Duration.ofSeconds(10);

    private final InetSocketAddress address;
    private final Signer signer;
    private final Selector selector;
    private final @Nullable SSLContext tls;
    private Connection connection;
    private long lastNanos = System.nanoTime();

    private Api(InetSocketAddress address, Signer signer, Selector selector, @Nullable SSLContext tls)
            throws IOException {
        this.address = address;
        this.tls = tls;
        this.signer = signer;
        this.selector = selector;
        this.connection = Connection.open(address, selector, tls);
    }

    static Api open(InetSocketAddress address, Signer signer) throws IOException {
        return open(address, signer, null);
    }

    /// As above, under TLS.
    ///
    /// @param tls null for none
    static Api open(InetSocketAddress address, Signer signer, @Nullable SSLContext tls) throws IOException {
        return new Api(address, signer, Selector.open(), tls);
    }

    /// Calls an operation of KMS.
    String kms(String operation, String body) throws IOException {
        return call(operation, signer.request(operation, body, Instant.now()));
    }

    /// Calls an operation of IAM or STS.
    String query(String service, String operation, Map<String, String> parameters) throws IOException {
        return call(operation, signer.query(service, operation, parameters, Instant.now()));
    }

    /// Returns the value of a member of a JSON answer.
    static String member(String json, String name) {
        return between(json, "\"" + name + "\":\"", "\"");
    }

    /// Returns the content of an element of an XML answer.
    static String element(String xml, String name) {
        return between(xml, "<" + name + ">", "</" + name + ">");
    }

    private static String between(String text, String before, String after) {
        int at = text.indexOf(before);
        if (at < 0) {
            throw new IllegalArgumentException("no " + before + " in the answer " + text);
        }
        int from = at + before.length();
        return text.substring(from, text.indexOf(after, from));
    }

    private String call(String operation, byte[] request) throws IOException {
        if (System.nanoTime() - lastNanos > IDLE_MAX.toNanos()) {
            connection.close();
            connection = Connection.open(address, selector, tls);
        }
        connection.send(request);
        while (true) {
            if (selector.select(ANSWER_WITHIN.toMillis()) == 0) {
                throw new IOException("no answer to " + operation);
            }
            selector.selectedKeys().clear();
            if (connection.receive()) {
                lastNanos = System.nanoTime();
                if (!connection.succeeded()) {
                    throw new IOException(operation + " was refused: "
                            + connection.text().lines().toList().getLast());
                }
                return connection.text();
            }
        }
    }

    @Override
    public void close() throws IOException {
        connection.close();
        selector.close();
    }
}
