package dev.trent.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/// Requests at a fixed rate, whatever their answers take: one thread sends, one receives.
///
/// A request's time runs from the moment when it was due, so that it includes waiting for a free connection.
/// The requests are signed once, so that a run may take a few minutes at most.
final class OpenLoop {
    private static final int CONNECTIONS = 128;
    private static final Duration LOOK_EVERY = Duration.ofMillis(50);
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(20);

    private final InetSocketAddress address;
    private final int perSecond;

    /// Makes a loop against a server.
    OpenLoop(InetSocketAddress address, int perSecond) {
        this.address = address;
        this.perSecond = perSecond;
    }

    /// When the requests are due that count.
    private record Span(long beginNanos, long measureNanos, long endNanos) {
        static Span from(long now, Duration warmup, Duration measured) {
            return new Span(now, now + warmup.toNanos(), now + warmup.toNanos() + measured.toNanos());
        }
    }

    Result run(Requests source, Duration warmup, Duration measured) throws Exception {
        List<byte[]> requests = source.sign();
        List<Connection> connections = new ArrayList<>();
        try (Selector selector = Selector.open();
                ExecutorService sending = Executors.newSingleThreadExecutor()) {
            for (int i = 0; i < CONNECTIONS; i++) {
                connections.add(Connection.open(address, selector));
            }
            BlockingQueue<Connection> idle = new LinkedBlockingQueue<>(connections);
            Span span = Span.from(System.nanoTime(), warmup, measured);
            Future<?> sender = sending.submit(() -> {
                send(requests, idle, span);
                return null;
            });
            Result result = receive(selector, idle, sender, span);
            sender.get();
            return result;
        } finally {
            for (Connection connection : connections) {
                connection.close();
            }
        }
    }

    private void send(List<byte[]> requests, BlockingQueue<Connection> idle, Span span)
            throws IOException, InterruptedException {
        long every = Duration.ofSeconds(1).toNanos() / perSecond;
        int next = 0;
        for (long due = span.beginNanos; due < span.endNanos; due += every) {
            for (long early = due - System.nanoTime(); early > 0; early = due - System.nanoTime()) {
                LockSupport.parkNanos(early);
            }
            Connection connection = idle.take();
            synchronized (connection) {
                connection.send(requests.get(next++ % requests.size()), due);
            }
        }
    }

    /// Receives until the last answer has come.
    private Result receive(Selector selector, BlockingQueue<Connection> idle, Future<?> sender, Span span)
            throws IOException {
        Histogram latency = new Histogram(Duration.ofSeconds(60).toNanos(), 3);
        long errors = 0;
        long throttled = 0;
        while (!sender.isDone() || idle.size() < CONNECTIONS) {
            if (System.nanoTime() - span.endNanos > ANSWER_WITHIN.toNanos()) {
                throw new IOException("no answer within " + ANSWER_WITHIN.toSeconds() + " seconds");
            }
            selector.select(LOOK_EVERY.toMillis());
            Iterator<SelectionKey> ready = selector.selectedKeys().iterator();
            while (ready.hasNext()) {
                Connection connection = (Connection) ready.next().attachment();
                ready.remove();
                synchronized (connection) {
                    if (!connection.receive()) {
                        continue;
                    }
                    if (connection.sentNanos() >= span.measureNanos) {
                        latency.recordValue(System.nanoTime() - connection.sentNanos());
                        errors += connection.succeeded() ? 0 : 1;
                        throttled += connection.throttled() ? 1 : 0;
                    }
                }
                idle.add(connection);
            }
        }
        double seconds = (span.endNanos - span.measureNanos) / 1e9;
        return new Result(latency.getTotalCount(), errors, throttled, seconds, 0, latency, null, 0);
    }
}
