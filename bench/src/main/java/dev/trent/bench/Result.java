package dev.trent.bench;

import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/// What a loop of requests has measured.
///
/// @param errors answers with another status than 2xx
/// @param throttled those of them that asked to come again later
/// @param generatorBusy the share of a processor that the generator used; near 1, it was the limit
/// @param cpuMicros of the server, per request; null if its process was not named
record Result(
        long requests,
        long errors,
        long throttled,
        double seconds,
        double generatorBusy,
        Histogram latency,
        @Nullable Double cpuMicros,
        long residentKib) {

    double rate() {
        return requests / seconds;
    }

    double millis(double percentile) {
        return latency.getValueAtPercentile(percentile) / 1e6;
    }

    /// Returns the server's processor time per request, or no number.
    double cpu() {
        return cpuMicros == null ? Double.NaN : cpuMicros;
    }
}
