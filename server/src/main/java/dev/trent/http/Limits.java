package dev.trent.http;

import java.time.Duration;

/// The limits for one client before it is known.
///
/// @param headerBytesMax the longest request line and header section together, in bytes
/// @param headerFieldsMax the most header fields in a request
/// @param bodyBytesMax the longest body, in bytes after the removal of chunking
/// @param largeBodiesMax how many requests may hold more than [#LARGE_BODY_BYTES] at a time; the next one gets
///     503
/// @param connectionsMax the most open connections that are served; [Admission] decides which connection makes
///     room for a new one
/// @param connectionsPerPeerMax how many of them one address (in IPv6 one /64) may have; this machine has no
///     such limit
/// @param idleTimeout how long a connection may be silent between two requests
/// @param handshakeTimeout how long a connection may take until it is protected
/// @param readTimeout how long a request may take from its first byte to its last
/// @param writeTimeout how long the client may take to accept an answer
/// @param lingerTimeout how long a refused client may continue to send before the server closes the connection
public record Limits(
        int headerBytesMax,
        int headerFieldsMax,
        int bodyBytesMax,
        int largeBodiesMax,
        int connectionsMax,
        int connectionsPerPeerMax,
        Duration idleTimeout,
        Duration handshakeTimeout,
        Duration readTimeout,
        Duration writeTimeout,
        Duration lingerTimeout) {

    /// A body above this size is large: no KMS request needs one, so only few are held in memory at a time.
    public static final int LARGE_BODY_BYTES = 16 * 1024;

    /// The connections of [#defaults()].
    ///
    /// Before its caller is known, one connection costs less than 96 kB: an incomplete head and small body, an
    /// incomplete TLS record, and the TLS engine. All connections together then stay below 192 MB, and large
    /// bodies below 48 MB.
    public static final int CONNECTIONS_MAX = 2048;

    /// Refuses limits that would refuse everything.
    public Limits {
        requirePositive("headerBytesMax", headerBytesMax);
        requirePositive("headerFieldsMax", headerFieldsMax);
        requirePositive("bodyBytesMax", bodyBytesMax);
        requirePositive("largeBodiesMax", largeBodiesMax);
        requirePositive("connectionsMax", connectionsMax);
        requirePositive("connectionsPerPeerMax", connectionsPerPeerMax);
        requirePositive("handshakeTimeout", handshakeTimeout.toMillis());
        requirePositive("idleTimeout", idleTimeout.toMillis());
        requirePositive("readTimeout", readTimeout.toMillis());
        requirePositive("writeTimeout", writeTimeout.toMillis());
        requirePositive("lingerTimeout", lingerTimeout.toMillis());
    }

    /// Returns the limits for production, with a quarter of the connections for one address.
    ///
    /// The idle timeout is above 60 seconds. Common load balancers and AWS SDKs drop an idle connection after
    /// 60 seconds. So the client closes first, and no request meets a closing connection.
    public static Limits defaults() {
        return new Limits(
                16 * 1024,
                100,
                1024 * 1024,
                32,
                CONNECTIONS_MAX,
                CONNECTIONS_MAX / 4,
                Duration.ofSeconds(75),
                Duration.ofSeconds(10),
                Duration.ofSeconds(30),
                Duration.ofSeconds(30),
                Duration.ofSeconds(2));
    }

    /// Returns the limits of a port that answers only questions about health: small sizes and short times.
    static Limits forHealth() {
        Duration brief = Duration.ofSeconds(5);
        return new Limits(4 * 1024, 50, 4 * 1024, 1, 64, 16, brief, brief, brief, brief, Duration.ofSeconds(1));
    }

    /// Returns these limits with the values that operators set.
    ///
    /// @param requestTimeout how long a client may take to send a request, and again to take its answer
    public Limits with(int most, int mostPerPeer, Duration idle, Duration requestTimeout) {
        return new Limits(
                headerBytesMax,
                headerFieldsMax,
                bodyBytesMax,
                largeBodiesMax,
                most,
                mostPerPeer,
                idle,
                handshakeTimeout,
                requestTimeout,
                requestTimeout,
                lingerTimeout);
    }

    private static void requirePositive(String name, long value) {
        if (value <= 0) {
            throw new IllegalArgumentException("The limit '" + name + "' must be positive, not '" + value + "'.");
        }
    }
}
