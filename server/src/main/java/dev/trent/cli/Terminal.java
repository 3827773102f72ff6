package dev.trent.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/// Prints lines on a separate thread, so that nobody waits for a terminal that does not read. Beyond a number
/// of waiting lines, further lines are dropped and counted.
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

    /// Prints the waiting lines within a bounded time, and then nothing more. May be called again.
    void finish() {
        thread.interrupt();
        try {
            thread.join(LAST_LINES);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
