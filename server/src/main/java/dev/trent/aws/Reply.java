package dev.trent.aws;

import java.util.ArrayList;
import java.util.List;

/// One answer before it is written to the socket.
///
/// @param status the HTTP status
/// @param contentType the media type of the body; empty for an answer without one
/// @param requestId the lower-case UUID that the caller and the audit record share
/// @param body the body, which is sent after the head
/// @param fields further header fields
public record Reply(int status, String contentType, String requestId, ReplyBody body, List<Field> fields) {
    /// The header field with the id under which the explanation of a denial is kept.
    public static final String DENIAL_ID = "x-trent-denial-id";

    /// One header field.
    ///
    /// @param value printable characters of ASCII and blanks
    public record Field(String name, String value) {
        /// Makes a field.
        ///
        /// @throws IllegalArgumentException if the value has a character that could end the field and begin
        ///     another
        public Field {
            for (int i = 0; i < value.length(); i++) {
                if (value.charAt(i) < ' ' || value.charAt(i) > '~') {
                    throw new IllegalArgumentException("A value of the header field " + name + " is not printable.");
                }
            }
        }
    }

    /// Makes an answer.
    public Reply {
        fields = List.copyOf(fields);
    }

    /// Makes an answer without further header fields.
    public Reply(int status, String contentType, String requestId, byte[] body) {
        this(status, contentType, requestId, new ReplyBody.Bytes(body), List.of());
    }

    /// Returns the same answer with one more header field.
    public Reply with(String name, String value) {
        List<Field> more = new ArrayList<>(fields);
        more.add(new Field(name, value));
        return new Reply(status, contentType, requestId, body, more);
    }

    /// Returns only the status and the request id, because the body may hold a plaintext.
    @Override
    public String toString() {
        return "Reply[" + status + " " + requestId + "]";
    }
}
