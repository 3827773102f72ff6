package dev.trent.cli;

import dev.trent.crypto.Engine;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A server in the foreground, from its first line to the signal that ends it.
final class Running {
    private static final Logger LOG = LoggerFactory.getLogger(Running.class);

    private final Settings settings;
    private final Engine engine;
    private final InstantSource clock;
    private final CompletableFuture<Void> stop = new CompletableFuture<>();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private @Nullable Thread starting;

    Running(Settings settings, Engine engine, InstantSource clock) {
        this.settings = settings;
        this.engine = engine;
        this.clock = clock;
    }

    /// Starts a server, says where it listens, and returns its exit status once it was told to stop and has
    /// drained.
    ///
    /// @param welcome prints what else the user should know, given the server's URL
    int untilStopped(PrintWriter out, Consumer<String> welcome) throws IOException {
        // The JVM runs its hooks on SIGTERM and SIGINT and then halts, so the hook waits until everything is done.
        Runtime.getRuntime()
                .addShutdownHook(Thread.ofPlatform().name("shutdown").unstarted(() -> {
                    stop();
                    awaitStopped();
                }));
        try {
            run(out, welcome);
        } finally {
            stopped.countDown();
        }
        return 0;
    }

    /// Lets the server drain and end, or gives up starting it.
    void stop() {
        synchronized (stop) {
            stop.complete(null);
            if (starting != null) {
                starting.interrupt();
            }
        }
    }

    private void run(PrintWriter out, Consumer<String> welcome) throws IOException {
        Settings next = settings;
        boolean anew = false;
        while (!stop.isDone()) {
            try (Trent trent = start(next)) {
                if (anew) {
                    LOG.warn("The server serves again");
                } else {
                    greet(trent, out, welcome);
                }
                next = settings.on(trent.port());
                CompletableFuture.anyOf(stop, trent.outdated()).join();
            }
            if (!stop.isDone()) {
                LOG.warn("The server starts anew: another may have changed the database while it was lost");
                anew = true;
            }
        }
    }

    private Trent start(Settings on) throws IOException {
        synchronized (stop) {
            starting = Thread.currentThread();
        }
        try {
            return Trent.start(on, engine, clock);
        } finally {
            synchronized (stop) {
                starting = null;
                // The rest of this thread's work is to end in order.
                var _ = Thread.interrupted();
            }
        }
    }

    private void greet(Trent trent, PrintWriter out, Consumer<String> welcome) {
        String url = (settings.certificate() == null ? "http" : "https") + "://" + settings.host() + ":" + trent.port();
        out.println("Trent is listening on " + url);
        out.println("Cryptography by " + trent.engine() + ".");
        welcome.accept(url);
        out.flush();
    }

    private void awaitStopped() {
        try {
            stopped.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
