package dev.trent.http;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Reads a connection on a thread of its own, so that somebody knows when the client closes it while its
/// request is being answered.
///
/// It is begun for a connection that waits for what takes long, and then does all the reading there. A client
/// that has closed only its sending half counts as gone: no client of AWS does that before it has its answer.
final class ReadAhead implements AutoCloseable {
    private static final byte[] END = {};

    /// What a client sends meanwhile is its next request, or that it ends TLS: so much of it is read and no
    /// more.
    private static final int PIECES_MAX = 8;

    private final BlockingQueue<byte[]> received = new LinkedBlockingQueue<>(PIECES_MAX);
    private final Thread thread;
    private volatile boolean ended;

    /// Begins to read.
    ///
    /// @param source gives what the socket receives; null at the end
    ReadAhead(Supplier<byte @Nullable []> source) {
        this.thread = Thread.ofVirtual().name("http-read-ahead").start(() -> read(source));
    }

    /// Returns whether the client has closed the connection.
    boolean hasEnded() {
        return ended;
    }

    /// Returns what was received next; null at the end.
    byte @Nullable [] take() {
        try {
            byte[] next = received.take();
            // A socket gives one byte or more.
            if (next.length == 0) {
                // Whoever asks again gets the same answer; there is room, for nobody adds after the end.
                received.add(END);
                return null;
            }
            return next;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new Gone();
        }
    }

    /// Stops reading; the socket is closed by whoever handles the connection.
    @Override
    public void close() {
        thread.interrupt();
    }

    private void read(Supplier<byte @Nullable []> source) {
        try {
            byte[] next = next(source);
            while (next != null) {
                received.put(next);
                next = next(source);
            }
            ended = true;
            received.put(END);
        } catch (InterruptedException _) {
            // Nobody reads this connection any more.
        }
    }

    private static byte @Nullable [] next(Supplier<byte @Nullable []> source) {
        try {
            return source.get();
        } catch (RuntimeException broken) {
            // The connection was reset, or cut: there is no more to come.
            return null;
        }
    }
}
