package dev.trent.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// What Linux tells of the server's process.
///
/// @param pid its id
record ServerProcess(String pid) {
    private static final double TICKS_PER_SECOND = 100.0;

    /// Returns this process.
    static ServerProcess own() {
        return new ServerProcess(Long.toString(ProcessHandle.current().pid()));
    }

    /// Returns the processor time that it has used so far: user and system, in clock ticks of 10 ms.
    double cpuSeconds() throws IOException {
        String stat = Files.readString(Path.of("/proc", pid, "stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS_PER_SECOND;
    }

    long residentKib() throws IOException {
        return Files.readAllLines(Path.of("/proc", pid, "status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .map(line -> line.replaceAll("[^0-9]", ""))
                .mapToLong(Long::parseLong)
                .findFirst()
                .orElse(0);
    }
}
