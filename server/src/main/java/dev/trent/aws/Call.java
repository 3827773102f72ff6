package dev.trent.aws;

import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// One request as it came off the socket, whole and bounded.
///
/// @param method as sent, such as `POST`
/// @param rawPath the undecoded path, such as `/`
/// @param rawQuery the undecoded query without its question mark; empty if there is none
/// @param headers the header fields
/// @param body the body as received, before any decoding; not to be changed
/// @param peer the address of the other end, without a port
/// @param tls how the connection is protected; null if it is not
/// @param clientGone whether the other end has closed the connection, so that nobody waits for the answer; any
///     thread may ask
@SuppressWarnings("ArrayRecordComponent") // a call is never compared; copying every body would cost for nothing
public record Call(
        String method,
        String rawPath,
        String rawQuery,
        Headers headers,
        byte[] body,
        String peer,
        @Nullable TlsFacts tls,
        BooleanSupplier clientGone) {

    /// Makes a call that came over an unprotected connection.
    public Call(String method, String rawPath, String rawQuery, Headers headers, byte[] body, String peer) {
        this(method, rawPath, rawQuery, headers, body, peer, null, () -> false);
    }

    /// Returns method and path alone: headers hold signatures and the body may hold a plaintext.
    @Override
    public String toString() {
        return "Call[" + method + " " + rawPath + "]";
    }
}
