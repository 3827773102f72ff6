package dev.trent.wire;

import dev.trent.aws.AwsException;
import org.jspecify.annotations.Nullable;

/// The answers of AWS Query in JSON, for clients that ask for it with `Accept: application/json`.
///
/// The elements of the XML become members, and times become seconds since 1970:
/// `{"GetUserResponse":{"GetUserResult":{…},"ResponseMetadata":{…}}}`.
public final class QueryJson {
    private static final int CAPACITY_BYTES = 512;

    private QueryJson() {}

    /// Returns the answer of an operation.
    ///
    /// @param shape writes the result
    /// @param result null for an operation without output
    public static <T extends Record> byte[] response(
            String action, JsonShape<T> shape, @Nullable T result, String requestId) {
        JsonBytes out = new JsonBytes(CAPACITY_BYTES)
                .beginObject()
                .name(action + "Response")
                .beginObject();
        if (result != null) {
            out.name(action + "Result");
            shape.write(result, out);
        }
        return out.name("ResponseMetadata")
                .beginObject()
                .name("RequestId")
                .value(requestId)
                .endObject()
                .endObject()
                .endObject()
                .drain();
    }

    /// Returns a refusal.
    public static byte[] error(AwsException refusal, String requestId) {
        String message = refusal.getMessage();
        return new JsonBytes(CAPACITY_BYTES)
                .beginObject()
                .name("Error")
                .beginObject()
                .name("Code")
                .value(refusal.error().queryCode())
                .name("Message")
                .value(message == null ? "" : message)
                .name("Type")
                .value(QueryXml.side(refusal))
                .endObject()
                .name("RequestId")
                .value(requestId)
                .endObject()
                .toByteArray();
    }
}
