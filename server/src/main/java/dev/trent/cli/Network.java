package dev.trent.cli;

import dev.trent.http.Limits;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How a server meets its clients.
///
/// @param connections the most connections that are served
/// @param connectionsPerPeer how many of them one address may have
/// @param healthPort a port that answers questions about health alone, in plain HTTP; null for none
/// @param origins the web pages that may use the server
/// @param hosts further names by which a server that lets anybody in may be asked
record Network(
        int connections,
        int connectionsPerPeer,
        @Nullable Integer healthPort,
        List<String> origins,
        List<String> hosts) {

    Network {
        origins = List.copyOf(origins);
        hosts = List.copyOf(hosts);
    }

    static Network defaults() {
        return new Network(
                Limits.CONNECTIONS_MAX, Limits.CONNECTIONS_MAX / NetworkOptions.SHARE, null, List.of(), List.of());
    }
}
