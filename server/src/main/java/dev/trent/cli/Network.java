package dev.trent.cli;

import dev.trent.http.Limits;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/// The connections and limits of a server for its clients, as options of the commands that serve.
final class Network {
    /// One address may have all connections divided by this number.
    private static final int SHARE = 4;

    private static final List<String> PORTS = List.of("--port", "--health-port", "--metrics-port", "--console-port");

    @Option(
            names = "--connections",
            paramLabel = "N",
            description = "The most connections that are served.",
            defaultValue = "" + Limits.CONNECTIONS_MAX)
    private int connections = Limits.CONNECTIONS_MAX;

    @Option(
            names = "--connections-per-peer",
            paramLabel = "N",
            description = "How many of them one address may have, an IPv6 /64 being one; this machine may have all."
                    + " Behind a proxy on another machine, give as many as --connections. Default is a quarter.")
    private @Nullable Integer connectionsPerPeer;

    @Option(
            names = "--health-port",
            paramLabel = "PORT",
            description = "A port that answers /livez and /readyz alone, in plain HTTP. Default is none.")
    private @Nullable Integer healthPort;

    @Option(
            names = "--allow-origin",
            paramLabel = "URL",
            split = ",",
            showDefaultValue = Visibility.NEVER,
            description = "A web page that may use this server, such as https://app.example; may be repeated.")
    private List<String> origins = new ArrayList<>();

    @Mixin
    private final Scraping scraping = new Scraping();

    @Mixin
    private final WebConsole console = new WebConsole();

    /// Refuses settings that would let no client in.
    ///
    /// @param spec the specification of the command that refuses
    void check(CommandSpec spec) {
        Tuning.requirePositive(spec, "--connections", connections);
        Tuning.requirePositive(spec, "--connections-per-peer", connectionsPerPeer());
        console.check(spec);
        requireOwnPorts(spec);
    }

    private static void requireOwnPorts(CommandSpec spec) {
        Map<Integer, String> names = new HashMap<>();
        for (String name : PORTS) {
            OptionSpec option = spec.findOption(name);
            if (option != null && option.getValue() instanceof Integer port && port != 0) {
                String other = names.putIfAbsent(port, name);
                if (other != null) {
                    throw new ParameterException(
                            spec.commandLine(), other + " and " + name + " name the same port, " + port + ".");
                }
            }
        }
    }

    /// Returns who may read the meters.
    Scraping scraping() {
        return scraping;
    }

    /// Returns where the web console is served.
    WebConsole console() {
        return console;
    }

    int connections() {
        return connections;
    }

    int connectionsPerPeer() {
        return connectionsPerPeer != null ? connectionsPerPeer : Math.max(1, connections / SHARE);
    }

    /// Returns a port that answers questions about health alone, in plain HTTP; null for none.
    @Nullable
    Integer healthPort() {
        return healthPort;
    }

    /// Returns the web pages that may use the server.
    List<String> origins() {
        return origins;
    }
}
