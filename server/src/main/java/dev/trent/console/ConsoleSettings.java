package dev.trent.console;

import dev.trent.aws.Partition;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The settings of the console.
///
/// @param hosts the host names that a browser may ask for, in lower case and without ports, besides those of this
///     machine
/// @param anyAddress whether a browser may ask for any IP address, because the server listens on all of its own
/// @param idle how long a session may be unused
/// @param partition the partition of the installation
/// @param version of the program
/// @param hints credentials that everybody may know; empty outside development
public record ConsoleSettings(
        Set<String> hosts,
        boolean anyAddress,
        Duration idle,
        Partition partition,
        String version,
        Map<String, String> hints) {
    /// Keeps its own copies.
    public ConsoleSettings {
        hosts = Set.copyOf(hosts);
        hints = Map.copyOf(hints);
    }

    /// Returns whether this is a server for development.
    boolean dev() {
        return !hints.isEmpty();
    }

    /// Returns the Regions that the console offers. Others can be named too.
    List<String> regions() {
        return ConsoleRegions.of(partition);
    }
}
