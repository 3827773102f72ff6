package dev.trent.aws;

/// One answer, whole, before it goes onto the socket.
///
/// @param status the HTTP status
/// @param contentType the media type of the body; empty for an answer without one
/// @param requestId the lower-case UUID that the caller and the audit record share
/// @param body the bytes; may hold a plaintext
@SuppressWarnings("ArrayRecordComponent") // a reply is never compared; copying every body would cost for nothing
public record Reply(int status, String contentType, String requestId, byte[] body) {

    /// Returns status and request id alone: the body may hold a plaintext.
    @Override
    public String toString() {
        return "Reply[" + status + " " + requestId + "]";
    }
}
