package dev.trent.cli;

import dev.trent.crypto.Engine;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

/// A server in the foreground, from its first line to the signal that ends it.
final class Running {
    private Running() {}

    /// Starts a server, says where it listens, and returns its exit status once it was told to stop and has
    /// drained.
    ///
    /// @param welcome prints what else the user should know, given the server's URL
    static int untilStopped(
            Settings settings, Engine engine, InstantSource clock, PrintWriter out, Consumer<String> welcome)
            throws IOException, InterruptedException {
        Trent trent = Trent.start(settings, engine, clock);
        CountDownLatch stopped = new CountDownLatch(1);
        // The JVM runs its hooks on SIGTERM and SIGINT and then halts, so everything has to be done within the hook.
        Runtime.getRuntime()
                .addShutdownHook(Thread.ofPlatform().name("shutdown").unstarted(() -> {
                    trent.close();
                    stopped.countDown();
                }));
        String url = (settings.certificate() == null ? "http" : "https") + "://" + settings.host() + ":" + trent.port();
        out.println("Trent is listening on " + url);
        out.println("Cryptography by " + trent.engine() + ".");
        welcome.accept(url);
        out.flush();
        stopped.await();
        return 0;
    }
}
