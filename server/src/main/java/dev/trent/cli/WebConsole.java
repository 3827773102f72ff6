package dev.trent.cli;

import dev.trent.aws.Fold;
import dev.trent.aws.Partition;
import dev.trent.console.ConsoleSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/// Where the web console is served, as options of the commands that serve.
final class WebConsole {
    private static final Set<String> ALL_ADDRESSES = Set.of("0.0.0.0", "::", "[::]", "0:0:0:0:0:0:0:0");

    /// Whether there is a console.
    enum Use {
        /// It is served to browsers over TLS, and to those on this machine.
        on,
        /// It is not served.
        off
    }

    @Option(
            names = "--console",
            paramLabel = "USE",
            description = "Whether the web console is served below /console/: ${COMPLETION-CANDIDATES}. Other machines"
                    + " get it over TLS only.",
            defaultValue = "on")
    private Use use = Use.on;

    @Option(
            names = "--console-port",
            paramLabel = "PORT",
            description = "A port of its own for the console; the port of the clients then has none. Default is none.")
    private @Nullable Integer port;

    @Option(
            names = "--console-host",
            paramLabel = "NAME",
            split = ",",
            showDefaultValue = Visibility.NEVER,
            description = "A host name by which browsers ask for the console, such as kms.example; may be repeated."
                    + " The names of this machine and the address of --host are known.")
    private List<String> hosts = new ArrayList<>();

    @Option(
            names = "--console-idle",
            paramLabel = "TIME",
            description = "How long a session of the console may be unused.",
            defaultValue = "15m")
    private Duration idle = Duration.ofMinutes(15);

    /// Refuses settings that would end each session at once.
    void check(CommandSpec spec) {
        Tuning.requirePositive(spec, "--console-idle", idle.toSeconds());
    }

    /// Returns whether there is a console.
    boolean on() {
        return use == Use.on;
    }

    /// Returns the port of its own; null if it has none.
    @Nullable
    Integer port() {
        return port;
    }

    /// Returns the settings of a console.
    ///
    /// @param host the address of the listener
    /// @param more further host names of this machine
    /// @param hints credentials that everybody may know
    ConsoleSettings settings(String host, List<String> more, Partition partition, Map<String, String> hints) {
        Set<String> names = new HashSet<>();
        hosts.forEach(name -> names.add(Fold.fold(name)));
        more.forEach(name -> names.add(Fold.fold(name)));
        names.add(Fold.fold(host.indexOf(':') >= 0 ? "[" + host + "]" : host));
        return new ConsoleSettings(names, ALL_ADDRESSES.contains(host), idle, partition, Main.VERSION, hints);
    }
}
