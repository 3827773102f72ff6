package dev.trent.http;

import java.time.Duration;

/// What a client may ask of a socket.
///
/// @param requestLineBytesMax of the first line of a request
/// @param headerBytesMax of all headers of a request together
/// @param bodyBytesMax of a request's body; the largest that the API knows is a key policy of 128 KiB in
///     escaped JSON
/// @param connectionsMax at one time
/// @param readTimeout for each wait for more of a request that has begun
/// @param idleTimeout after which a connection without a request is closed
public record Limits(
        int requestLineBytesMax,
        int headerBytesMax,
        int bodyBytesMax,
        int connectionsMax,
        Duration readTimeout,
        Duration idleTimeout) {

    /// Returns the limits of production.
    public static Limits defaults() {
        return new Limits(8 * 1024, 16 * 1024, 1024 * 1024, 10_000, Duration.ofSeconds(30), Duration.ofMinutes(5));
    }
}
