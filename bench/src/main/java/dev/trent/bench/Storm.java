package dev.trent.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.HdrHistogram.Histogram;

/// Many callers who make large keys and sign with one, while something else is measured.
///
/// @param creators connections that make keys, or 0
/// @param signers connections that sign, or 0
record Storm(Target target, Requests creating, int creators, Requests signing, int signers, KeysSetup setup) {
    static final SigningKind KIND = SigningKind.RSA_4096;

    private static final Duration LEAD = Duration.ofMillis(500);

    /// What was measured in the storm, and what the storm's callers got.
    record Weathered(Result measured, Result creating, Result signing) {}

    /// Takes a measurement in a storm that begins before it and that has abated when this returns.
    ///
    /// @param lasting how long the measurement takes
    Weathered during(Duration lasting, Series.Measurement<Result> measurement) throws Exception {
        Duration whole = LEAD.plus(lasting);
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            Future<Result> created = threads.submit(() -> call(creating, creators, whole));
            Future<Result> signed = threads.submit(() -> call(signing, signers, whole));
            Thread.sleep(LEAD);
            Result measured = measurement.take();
            Weathered weathered = new Weathered(measured, created.get(), signed.get());
            // Work that is under way when its caller leaves is still done.
            setup.await(KIND);
            return weathered;
        }
    }

    private Result call(Requests requests, int connections, Duration whole) throws IOException {
        return connections == 0
                ? new Result(0, 0, 0, whole.toNanos() / 1e9, 0, new Histogram(3), null, 0)
                : new ClosedLoop(target.address(), null).run(requests, connections, Duration.ZERO, whole);
    }
}
