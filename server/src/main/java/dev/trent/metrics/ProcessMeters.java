package dev.trent.metrics;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.UnixOperatingSystemMXBean;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.ToLongFunction;

/// The meters of the process that this server runs in.
final class ProcessMeters {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final String RESIDENT = "VmRSS:";
    private static final long KIBIBYTE = 1024;
    private static final double MILLIS_PER_SECOND = 1e3;
    private static final double NANOS_PER_SECOND = 1e9;

    void addTo(Meters meters, MeterRegistry registry, String version) {
        new JvmMemoryMetrics().bindTo(registry);
        meters.gauges(
                "trent_build_info",
                "Always 1; the labels name the version of Trent and of Java",
                List.of("version", "java"),
                () -> List.of(new Measure(List.of(version, Runtime.version().toString()), 1)));
        meters.gauge(
                "trent_process_resident_memory_bytes",
                "The memory of the machine that the process uses",
                ProcessMeters::residentBytes);
        meters.gauge(
                "trent_process_processors",
                "How many processors the process may use",
                () -> Runtime.getRuntime().availableProcessors());
        meters.gauge(
                "trent_process_start_time_seconds",
                "When the process started, in seconds since 1970",
                () -> ManagementFactory.getRuntimeMXBean().getStartTime() / MILLIS_PER_SECOND);
        meters.gauge(
                "trent_process_threads",
                "How many threads the process has, virtual ones not included",
                () -> ManagementFactory.getThreadMXBean().getThreadCount());
        meters.gauge(
                "trent_process_open_files",
                "How many files and sockets are open",
                () -> files(UnixOperatingSystemMXBean::getOpenFileDescriptorCount));
        meters.gauge(
                "trent_process_max_files",
                "How many files and sockets may be open (ulimit -n)",
                () -> files(UnixOperatingSystemMXBean::getMaxFileDescriptorCount));
        meters.counters(
                "trent_process_cpu_seconds",
                "The processor time of the process, of all processors together",
                List.of(),
                () -> List.of(new Measure(List.of(), cpuSeconds())));
        meters.counters(
                "trent_jvm_gc_collections",
                "How often each collector of garbage ran",
                List.of("gc"),
                () -> collectors().stream()
                        .map(gc -> new Measure(gc.getName(), Math.max(0, gc.getCollectionCount())))
                        .toList());
        meters.counters(
                "trent_jvm_gc_seconds",
                "How long each collector of garbage ran; with the serial collector, all else stood still meanwhile",
                List.of("gc"),
                () -> collectors().stream()
                        .map(gc -> new Measure(gc.getName(), Math.max(0, gc.getCollectionTime()) / MILLIS_PER_SECOND))
                        .toList());
    }

    private static List<GarbageCollectorMXBean> collectors() {
        return ManagementFactory.getGarbageCollectorMXBeans();
    }

    private static Number files(ToLongFunction<UnixOperatingSystemMXBean> count) {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system
                ? (Number) count.applyAsLong(system)
                : Double.NaN;
    }

    private static double cpuSeconds() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
                ? Math.max(0, system.getProcessCpuTime()) / NANOS_PER_SECOND
                : 0;
    }

    /// Only Linux tells it.
    private static Number residentBytes() {
        try {
            for (String line : Files.readAllLines(STATUS)) {
                if (line.startsWith(RESIDENT)) {
                    String[] words = line.substring(RESIDENT.length()).strip().split(" ", 2);
                    return Long.parseLong(words[0]) * KIBIBYTE;
                }
            }
        } catch (IOException | NumberFormatException unknown) {
            return Double.NaN;
        }
        return Double.NaN;
    }
}
