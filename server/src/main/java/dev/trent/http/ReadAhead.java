package dev.trent.http;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Reads a connection on a separate thread. So the server notices when the client closes the connection before
/// it has its answer.
///
/// It starts for a connection that waits for slow work, and from then on does all its reading. A client that
/// has closed only its sending half counts as gone: no client of AWS does that before it has its answer.
final class ReadAhead implements AutoCloseable {
    private static final byte[] END = {};

    /// In the meantime a client sends its next request, or the end of TLS. This many pieces of it are read, and
    /// no more.
    private static final int PIECES_MAX = 8;

    private final BlockingQueue<byte[]> received = new LinkedBlockingQueue<>(PIECES_MAX);
    private final Thread thread;
    private volatile boolean ended;

    /// Begins to read.
    ///
    /// @param source returns the next received bytes; null at the end
    ReadAhead(Supplier<byte @Nullable []> source) {
        this.thread = Thread.ofVirtual().name("http-read-ahead").start(() -> read(source));
    }

    /// Returns whether the client has closed the connection.
    boolean hasEnded() {
        return ended;
    }

    /// Returns the next received bytes; null at the end.
    byte @Nullable [] take() {
        try {
            byte[] next = received.take();
            // A socket gives one byte or more.
            if (next.length == 0) {
                // A second call gets the same answer. There is room, because nothing is added after the end.
                received.add(END);
                return null;
            }
            return next;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new Gone();
        }
    }

    /// Stops reading. The handler of the connection closes the socket.
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
