package dev.trent.http;

import dev.trent.aws.TlsFacts;
import org.jspecify.annotations.Nullable;

/// Plain bytes from and to one peer, whether or not they travel encrypted; every method may block.
///
/// Used by the connection's own thread alone. A failed socket is an [java.io.UncheckedIOException].
interface Wire {

    /// Agrees with the peer on how the connection is protected, where it is; comes first.
    ///
    /// @return false if the peer has gone
    boolean open();

    /// Returns some bytes, at least one, which become the caller's; null at the end.
    byte @Nullable [] read();

    /// Sends the first `length` bytes; keeps nothing of them.
    void write(byte[] bytes, int length);

    /// Tells the peer that nothing more will be sent, if the protocol has words for that.
    void end();

    /// Returns how the connection is protected; null if it is not.
    @Nullable
    TlsFacts tlsFacts();
}
