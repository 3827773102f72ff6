package dev.trent.aws;

import org.jspecify.annotations.Nullable;

/// One answer, whole, before it goes onto the socket.
///
/// @param status the HTTP status
/// @param contentType the media type of the body; empty for an answer without one
/// @param requestId the lower-case UUID that the caller and the audit record share
/// @param body the bytes; may hold a plaintext
/// @param denialId the id under which the explanation of a denial is kept; null for every other answer
@SuppressWarnings("ArrayRecordComponent") // a reply is never compared; copying every body would cost for nothing
public record Reply(
        int status,
        String contentType,
        String requestId,
        byte[] body,
        @Nullable String denialId) {

    /// Makes an answer that is no explained denial.
    public Reply(int status, String contentType, String requestId, byte[] body) {
        this(status, contentType, requestId, body, null);
    }

    /// Returns status and request id alone: the body may hold a plaintext.
    @Override
    public String toString() {
        return "Reply[" + status + " " + requestId + "]";
    }
}
