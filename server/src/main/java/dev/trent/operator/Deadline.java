package dev.trent.operator;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.channels.Channel;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/// Limits the time of reading and writing on a channel, which has no time-out of its own. A peer that is too
/// slow loses the channel.
final class Deadline {
    private Deadline() {}

    /// Work on a channel.
    @FunctionalInterface
    interface Work<T> {
        T run() throws IOException;
    }

    /// Returns the result of the work, if it comes in time.
    ///
    /// @throws IOException as soon as the time is over; the channel is closed then
    static <T> T within(Duration time, Channel channel, Work<T> work) throws IOException {
        AtomicBoolean over = new AtomicBoolean();
        Thread watch = Thread.ofVirtual().name("deadline").start(() -> {
            if (slept(time) && over.compareAndSet(false, true)) {
                close(channel);
            }
        });
        try {
            T result = work.run();
            if (over.compareAndSet(false, true)) {
                return result;
            }
            throw new SocketTimeoutException("not done within " + time.toSeconds() + " seconds");
        } finally {
            watch.interrupt();
        }
    }

    private static boolean slept(Duration time) {
        try {
            Thread.sleep(time);
            return true;
        } catch (InterruptedException _) {
            return false;
        }
    }

    private static void close(Channel channel) {
        try {
            channel.close();
        } catch (IOException _) {
            // It is given up in any case.
        }
    }
}
