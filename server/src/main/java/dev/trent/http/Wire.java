package dev.trent.http;

import dev.trent.aws.TlsFacts;
import org.jspecify.annotations.Nullable;

/// Plain bytes from and to one peer, encrypted on the way or not. Every method may block.
///
/// Used by the connection's own thread alone. A failed socket is an [java.io.UncheckedIOException].
interface Wire {

    /// The result of the opening.
    enum Opened {
        /// Requests may come.
        WELL,
        /// The peer has gone.
        GONE,
        /// The peer speaks plain HTTP on a TLS port.
        UNPROTECTED
    }

    /// Agrees with the peer on the protection of the connection, if there is one. Called first.
    Opened open();

    /// Returns one or more bytes, which then belong to the caller; null at the end.
    byte @Nullable [] read();

    /// Sends the first `length` bytes. It does not keep the array.
    void write(byte[] bytes, int length);

    /// Tells the peer that nothing more will be sent, if the protocol has a message for that.
    void end();

    /// Returns how the connection is protected; null if it is not.
    @Nullable
    TlsFacts tlsFacts();
}
