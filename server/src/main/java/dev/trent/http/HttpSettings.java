package dev.trent.http;

import org.jspecify.annotations.Nullable;

/// The address, the port and the limits of the listener.
///
/// @param host the address or name to bind, such as `127.0.0.1`; `0.0.0.0` or `::` for every interface
/// @param port the TCP port; 0 for any free one
/// @param tls certificate and key; null to listen without TLS
/// @param limits the limits for each client
/// @param alsoHost a further address to bind, if this machine has it; null for none
/// @param web the rules for web pages
public record HttpSettings(
        String host,
        int port,
        @Nullable Tls tls,
        Limits limits,
        @Nullable String alsoHost,
        Web web) {
    private static final int PORT_MAX = 65_535;

    /// Refuses a port that TCP does not have.
    public HttpSettings {
        if (port < 0 || port > PORT_MAX) {
            throw new IllegalArgumentException("The port must be between 0 and 65535, not '" + port + "'.");
        }
    }
}
