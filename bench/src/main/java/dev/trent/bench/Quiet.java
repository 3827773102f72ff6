package dev.trent.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;

/// Waits for moments in which nobody else uses the machine, and repeats what others have disturbed.
///
/// Processor time can be measured beside others, a 99th percentile cannot: whoever shares a processor waits for
/// the others' turns.
final class Quiet {
    private static final double TICKS_PER_SECOND = 100.0;
    private static final double OTHERS_MAX = 0.1;

    /// The kernel counts in steps of 10 ms.
    private static final Duration LOOK = Duration.ofMillis(500);

    private final ServerProcess server;
    private final long patienceUntil;
    private int disturbed;

    /// @param patience after so long everything is taken as it comes
    private Quiet(ServerProcess server, Duration patience) {
        this.server = server;
        this.patienceUntil = System.nanoTime() + patience.toNanos();
    }

    /// Reads the patience from the options of a command line: `--patience=` minutes, none unless given.
    static Quiet of(Map<String, String> options, ServerProcess server) {
        return new Quiet(server, Duration.ofMinutes(Long.parseLong(options.getOrDefault("patience", "0"))));
    }

    /// Measures while others use less than a tenth of the machine, if that comes in time.
    <R> R take(Series.Measurement<R> measurement) throws Exception {
        while (System.nanoTime() < patienceUntil) {
            if (others(Quiet::look).share <= OTHERS_MAX) {
                Observed<R> observed = others(measurement);
                if (observed.share <= OTHERS_MAX) {
                    return observed.result;
                }
            }
        }
        Observed<R> observed = others(measurement);
        disturbed += observed.share <= OTHERS_MAX ? 0 : 1;
        return observed.result;
    }

    /// Returns how many measurements count although others used more than a tenth of the machine meanwhile.
    String report() {
        return disturbed + " measurements were disturbed by others.";
    }

    private record Observed<R>(R result, double share) {}

    private static Duration look() throws InterruptedException {
        Thread.sleep(LOOK);
        return LOOK;
    }

    /// Measures, and finds what share of the machine went to others meanwhile.
    private <R> Observed<R> others(Series.Measurement<R> measurement) throws Exception {
        long begin = System.nanoTime();
        double before = othersSeconds();
        R result = measurement.take();
        double seconds = (System.nanoTime() - begin) / 1e9;
        double share =
                (othersSeconds() - before) / seconds / Runtime.getRuntime().availableProcessors();
        return new Observed<>(result, share);
    }

    private double othersSeconds() throws IOException {
        return busySeconds() - server.cpuSeconds() - ServerProcess.own().cpuSeconds();
    }

    /// Returns the processor time that the machine has used: all of the first line but idle and waiting.
    private static double busySeconds() throws IOException {
        String[] fields = Files.readAllLines(Path.of("/proc/stat")).getFirst().split(" +", -1);
        long[] ticks = Arrays.stream(fields, 1, 9).mapToLong(Long::parseLong).toArray();
        return (Arrays.stream(ticks).sum() - ticks[3] - ticks[4]) / TICKS_PER_SECOND;
    }
}
