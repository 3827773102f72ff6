package dev.trent.cli;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Where the server of a house listens, and since when.
final class Serving {
    private volatile @Nullable Place place;

    /// A listening server.
    ///
    /// @param address such as `http://127.0.0.1:4599`
    record Place(String address, Instant since) {}

    void begin(Place at) {
        place = at;
    }

    /// Returns null while no server listens yet.
    @Nullable
    Place place() {
        return place;
    }

    /// Returns the address of a port, for HTTP clients.
    static String address(boolean tls, String host, int port) {
        String bracketed = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
        return (tls ? "https" : "http") + "://" + bracketed + ":" + port;
    }
}
