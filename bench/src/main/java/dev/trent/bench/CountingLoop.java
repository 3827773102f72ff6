package dev.trent.bench;

import dev.trent.aws.Histogram;
import dev.trent.memory.Memory;
import dev.trent.memory.SharedCache;
import java.lang.management.ManagementFactory;
import java.util.concurrent.atomic.LongAdder;

/// What the meters cost a request: the steps of `gateway.Tally`, and a look-up in a cache with and without its count.
public final class CountingLoop {
    private static final int ROUNDS = 8;
    private static final int TURNS = 10_000_000;
    private static final int BYTES_MAX = 1 << 20;
    private static final int VALUE_BYTES = 100;

    private CountingLoop() {}

    /// Prints the nanoseconds of each, a line for a round.
    public static void main(String[] arguments) {
        SharedCache<String, String> plain = cache(false);
        SharedCache<String, String> counted = cache(true);
        for (int round = 0; round < ROUNDS; round++) {
            System.out.printf(
                    "a request %.1f ns, a look-up %.1f ns, a look-up that is counted %.1f ns%n",
                    request(), lookUp(plain), lookUp(counted));
        }
    }

    private static double request() {
        Histogram nanos =
                new Histogram(250_000, 500_000, 1_000_000, 2_500_000, 5_000_000, 10_000_000, 25_000_000, 50_000_000);
        LongAdder successes = new LongAdder();
        long begun = cpuNanos();
        for (int turn = 0; turn < TURNS; turn++) {
            long received = System.nanoTime();
            successes.increment();
            // A request in the third bucket.
            nanos.add(System.nanoTime() - received + 900_000);
        }
        return perTurn(begun);
    }

    private static double lookUp(SharedCache<String, String> cache) {
        long begun = cpuNanos();
        int found = 0;
        for (int turn = 0; turn < TURNS; turn++) {
            found += cache.getIfPresent("key") == null ? 0 : 1;
        }
        if (found != TURNS) {
            throw new AssertionError(found);
        }
        return perTurn(begun);
    }

    private static SharedCache<String, String> cache(boolean counted) {
        SharedCache<String, String> cache =
                new Memory(BYTES_MAX, counted).cache("values", (_, _) -> "account", _ -> VALUE_BYTES);
        cache.put("key", "value");
        return cache;
    }

    /// Processor time, because others may use the machine.
    private static long cpuNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static double perTurn(long begun) {
        return (cpuNanos() - begun) / (double) TURNS;
    }
}
