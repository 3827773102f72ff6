package dev.trent.operator;

import dev.trent.audit.Cursor;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The address and the start of a house's server.
public final class Serving {
    /// The default host to listen on.
    public static final String HOST = "127.0.0.1";

    /// The default port to listen on.
    public static final int PORT = 4599;

    private volatile @Nullable Place place;
    private volatile List<Cursor> cursors = List.of();

    /// A listening server.
    ///
    /// @param address such as `http://127.0.0.1:4599`
    /// @param version of the program
    public record Place(String address, String version, Instant since) {}

    /// Tells where a server listens from now on.
    public void begin(Place at) {
        place = at;
    }

    /// Tells what reads the audit log at its own pace.
    public void follow(List<Cursor> all) {
        cursors = List.copyOf(all);
    }

    /// Returns what reads the audit log at its own pace. Its files are kept until all of these have passed them.
    public List<Cursor> cursors() {
        return cursors;
    }

    /// Returns null while no server listens yet.
    @Nullable
    Place place() {
        return place;
    }

    /// Returns the address of a port, for HTTP clients.
    public static String address(boolean tls, String host, int port) {
        String bracketed = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
        return (tls ? "https" : "http") + "://" + bracketed + ":" + port;
    }
}
