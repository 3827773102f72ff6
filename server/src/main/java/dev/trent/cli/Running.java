package dev.trent.cli;

import dev.trent.crypto.Engine;
import dev.trent.gateway.Answered;
import dev.trent.http.HttpServer;
import dev.trent.store.DatabaseSettings;
import java.io.IOException;
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
    private final @Nullable Consumer<Answered> onlooker;
    private @Nullable Thread starting;
    private volatile @Nullable Trent serving;

    /// @param onlooker gets every call; it must not wait or throw; null for none
    Running(Settings settings, Engine engine, InstantSource clock, @Nullable Consumer<Answered> onlooker) {
        this.settings = settings;
        this.engine = engine;
        this.clock = clock;
        this.onlooker = onlooker;
    }

    /// The messages of a server in the foreground to its user.
    @FunctionalInterface
    interface Voice {
        /// Says where it listens.
        void begins(Trent trent);

        /// Tells that it has ended in order.
        default void ends() {}
    }

    /// Starts a server, prints its address, and returns its exit status after it was told to stop and has
    /// drained.
    int untilStopped(Voice voice) throws IOException {
        // The JVM runs its hooks on SIGTERM and SIGINT and then halts, so the hook waits until everything is done.
        Runtime.getRuntime()
                .addShutdownHook(Thread.ofPlatform().name("shutdown").unstarted(() -> {
                    stop();
                    awaitStopped();
                }));
        try {
            run(voice);
            voice.ends();
        } finally {
            stopped.countDown();
        }
        return 0;
    }

    /// Makes the server drain and end, or gives up starting it.
    void stop() {
        synchronized (stop) {
            stop.complete(null);
            if (starting != null) {
                starting.interrupt();
            }
        }
    }

    private void run(Voice voice) throws IOException {
        DatabaseSettings.warnOf(settings.database());
        Integer port = settings.network().healthPort();
        if (port == null) {
            serve(voice);
            return;
        }
        // It outlives each server: a process that waits for its database is alive and not ready.
        try (HttpServer _ = HttpServer.forHealth(settings.host(), port, this::ready, clock)) {
            serve(voice);
        }
    }

    private boolean ready() {
        Trent trent = serving;
        return trent != null && trent.ready();
    }

    private void serve(Voice voice) throws IOException {
        Settings next = settings;
        boolean anew = false;
        while (!stop.isDone()) {
            try (Trent trent = start(next)) {
                serving = trent;
                if (anew) {
                    LOG.warn("The server serves again");
                } else {
                    voice.begins(trent);
                }
                next = settings.on(trent.port());
                CompletableFuture.anyOf(stop, trent.outdated()).join();
                serving = null;
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
            return Trent.start(on, engine, clock, onlooker);
        } finally {
            synchronized (stop) {
                starting = null;
                // The rest of this thread's work must end in order.
                var _ = Thread.interrupted();
            }
        }
    }

    private void awaitStopped() {
        try {
            stopped.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
