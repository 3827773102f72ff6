package dev.trent.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/// Prints lines by a thread of its own, so that nobody ever waits for a terminal that takes none: beyond a
/// number of waiting lines, further ones are left out and counted.
final class Terminal {
    static final int LINES_MAX = 1024;
    private static final Duration LAST_LINES = Duration.ofSeconds(1);

    private final PrintWriter out;
    private final BlockingQueue<Supplier<String>> waiting = new ArrayBlockingQueue<>(LINES_MAX);
    private final AtomicLong leftOut = new AtomicLong();
    private final Thread thread;

    private Terminal(PrintWriter out) {
        this.out = out;
        this.thread = Thread.ofPlatform().name("terminal").daemon(true).unstarted(this::printUntilFinished);
    }

    static Terminal on(PrintWriter out) {
        Terminal terminal = new Terminal(out);
        terminal.thread.start();
        return terminal;
    }

    /// Prints something later, if there is room.
    ///
    /// @param text one or more lines without the last line break; made by the thread that prints
    void print(Supplier<String> text) {
        if (!waiting.offer(text)) {
            leftOut.incrementAndGet();
        }
    }

    private void printUntilFinished() {
        try {
            while (true) {
                print(out, waiting.take());
            }
        } catch (InterruptedException _) {
            for (Supplier<String> text = waiting.poll(); text != null; text = waiting.poll()) {
                print(out, text);
            }
        }
    }

    private void print(PrintWriter to, Supplier<String> text) {
        to.println(text.get());
        long missing = waiting.isEmpty() ? leftOut.getAndSet(0) : 0;
        if (missing > 0) {
            to.println("(" + missing + " more: the terminal was too slow for them)");
        }
        if (waiting.isEmpty()) {
            to.flush();
        }
    }

    /// Prints what waits, for which it takes a bounded time, and nothing more; may be called again.
    void finish() {
        thread.interrupt();
        try {
            thread.join(LAST_LINES);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
