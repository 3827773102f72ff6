package dev.trent.wire;

import dev.trent.aws.AwsException;

/// A refusal in AWS JSON 1.1: `{"__type":"NotFoundException","message":"…"}`.
public final class JsonError {
    private static final int BODY_BYTES = 256;

    private JsonError() {}

    /// Returns the body of the answer; without a message if AWS gives none.
    public static byte[] body(AwsException refusal) {
        JsonBytes out = new JsonBytes(BODY_BYTES);
        out.beginObject().name("__type").value(refusal.error().code());
        String message = refusal.getMessage();
        if (message != null) {
            out.name("message").value(message);
        }
        return out.endObject().toByteArray();
    }
}
