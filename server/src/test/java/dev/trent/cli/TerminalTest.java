package dev.trent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class TerminalTest {

    @Test
    void a_terminal_that_takes_nothing_makes_nobody_wait_and_what_was_left_out_is_counted() throws Exception {
        StringWriter shown = new StringWriter();
        CountDownLatch reached = new CountDownLatch(1);
        CountDownLatch released = new CountDownLatch(1);
        Terminal terminal = Terminal.on(new PrintWriter(shown));
        terminal.print(() -> {
            reached.countDown();
            awaitQuietly(released);
            return "first";
        });
        reached.await();

        for (int i = 0; i < Terminal.LINES_MAX + 50; i++) {
            terminal.print(() -> "line");
        }
        released.countDown();
        terminal.finish();

        assertThat(shown.toString().lines())
                .hasSize(Terminal.LINES_MAX + 2)
                .startsWith("first", "line")
                .endsWith("(50 more: the terminal was too slow for them)");
    }

    @Test
    void closing_prints_what_waits() {
        StringWriter shown = new StringWriter();
        Terminal terminal = Terminal.on(new PrintWriter(shown));
        terminal.print(() -> "one");
        terminal.print(() -> "Stopped.");
        terminal.finish();
        terminal.finish();

        assertThat(shown.toString().lines()).containsExactly("one", "Stopped.");
    }

    private static void awaitQuietly(CountDownLatch latch) {
        boolean interrupted = false;
        while (latch.getCount() > 0) {
            try {
                latch.await();
            } catch (InterruptedException _) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
