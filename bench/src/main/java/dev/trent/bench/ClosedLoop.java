package dev.trent.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/// Connections on one thread that each send the next request when their answer is complete.
///
/// The loop is closed, so latencies do not include the waiting of requests that would have been sent meanwhile.
/// Requests are signed before they are needed, and signed again before the five minutes of a signature are
/// over.
final class ClosedLoop {
    private static final Duration RESIGN_AFTER = Duration.ofMinutes(2);
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(20);

    private final InetSocketAddress address;
    private final @Nullable ServerProcess server;
    private final @Nullable SSLContext tls;

    /// Makes a loop against a server.
    ///
    /// @param server its process; null if it is not known
    ClosedLoop(InetSocketAddress address, @Nullable ServerProcess server) {
        this(address, server, null);
    }

    /// As above, under TLS.
    ///
    /// @param tls null for none
    ClosedLoop(InetSocketAddress address, @Nullable ServerProcess server, @Nullable SSLContext tls) {
        this.address = address;
        this.server = server;
        this.tls = tls;
    }

    Result run(Requests source, int count, Duration warmup, Duration measured) throws IOException {
        List<byte[]> requests = source.sign();
        try (Selector selector = Selector.open()) {
            List<Connection> connections = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                connections.add(Connection.open(address, selector, tls));
            }
            Histogram latency = new Histogram(Duration.ofSeconds(60).toNanos(), 3);
            int next = 0;
            for (Connection connection : connections) {
                connection.send(requests.get(next++ % requests.size()));
            }
            long begin = System.nanoTime() + warmup.toNanos();
            long end = begin + measured.toNanos();
            long signed = System.nanoTime();
            long done = 0;
            long errors = 0;
            long throttled = 0;
            boolean measuring = false;
            double cpuAtBegin = 0;
            double ownAtBegin = 0;
            while (System.nanoTime() < end) {
                if (!measuring && System.nanoTime() >= begin) {
                    measuring = true;
                    latency.reset();
                    done = 0;
                    errors = 0;
                    throttled = 0;
                    cpuAtBegin = server == null ? 0 : server.cpuSeconds();
                    ownAtBegin = ServerProcess.own().cpuSeconds();
                }
                if (System.nanoTime() - signed > RESIGN_AFTER.toNanos()) {
                    requests = source.sign();
                    signed = System.nanoTime();
                }
                if (selector.select(ANSWER_WITHIN.toMillis()) == 0) {
                    throw new IOException("no answer within " + ANSWER_WITHIN.toSeconds() + " seconds");
                }
                Iterator<SelectionKey> ready = selector.selectedKeys().iterator();
                while (ready.hasNext()) {
                    Connection connection = (Connection) ready.next().attachment();
                    ready.remove();
                    if (connection.receive()) {
                        latency.recordValue(System.nanoTime() - connection.sentNanos());
                        done++;
                        errors += connection.succeeded() ? 0 : 1;
                        throttled += connection.throttled() ? 1 : 0;
                        connection.send(requests.get(next++ % requests.size()));
                    }
                }
            }
            Double cpuMicros = server == null ? null : (server.cpuSeconds() - cpuAtBegin) * 1e6 / done;
            double seconds = measured.toNanos() / 1e9;
            double busy = (ServerProcess.own().cpuSeconds() - ownAtBegin) / seconds;
            for (Connection connection : connections) {
                connection.close();
            }
            return new Result(
                    done,
                    errors,
                    throttled,
                    seconds,
                    busy,
                    latency,
                    cpuMicros,
                    server == null ? 0 : server.residentKib());
        }
    }
}
