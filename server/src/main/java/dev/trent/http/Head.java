package dev.trent.http;

import dev.trent.aws.Headers;

/// A request before its body: request line, header fields, and their facts about the bytes that follow.
///
/// @param method as sent, such as `POST`
/// @param rawPath the undecoded path
/// @param rawQuery the undecoded query; empty if there is none
/// @param headers the fields, in the order received
/// @param contentLength the length of the body in bytes; [#CHUNKED] if the body is sent in chunks
/// @param expectsContinue whether the client holds the body back until it is told to go on
/// @param keepAlive whether the client may send another request on this connection
/// @param old whether the request is HTTP/1.0: such a connection stays open only if both sides ask for it
record Head(
        String method,
        String rawPath,
        String rawQuery,
        Headers headers,
        long contentLength,
        boolean expectsContinue,
        boolean keepAlive,
        boolean old) {

    /// The content length of a body in chunks.
    static final long CHUNKED = -1;
}
