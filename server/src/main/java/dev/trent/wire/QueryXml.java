package dev.trent.wire;

import dev.trent.aws.AwsException;
import org.jspecify.annotations.Nullable;

/// The answers of AWS Query.
public final class QueryXml {
    private static final int FIRST_SERVER_ERROR = 500;

    private QueryXml() {}

    /// Returns the answer of an operation.
    ///
    /// @param shape writes the result
    /// @param result null for an operation without output
    public static <T extends Record> byte[] response(
            String action, String namespace, QueryShape<T> shape, @Nullable T result, String requestId) {
        XmlText out = new XmlText().open(action + "Response", namespace);
        if (result != null) {
            out.open(action + "Result");
            shape.writeXml(result, out);
            out.close(action + "Result");
        }
        return out.open("ResponseMetadata")
                .element("RequestId", requestId)
                .close("ResponseMetadata")
                .close(action + "Response")
                .bytes();
    }

    /// Returns a refusal.
    public static byte[] error(AwsException refusal, String namespace, String requestId) {
        String message = refusal.getMessage();
        return new XmlText()
                .open("ErrorResponse", namespace)
                .open("Error")
                .element("Type", side(refusal))
                .element("Code", refusal.error().queryCode())
                .element("Message", message == null ? "" : message)
                .close("Error")
                .element("RequestId", requestId)
                .close("ErrorResponse")
                .bytes();
    }

    /// Returns the side that caused a refusal, in AWS's words.
    static String side(AwsException refusal) {
        return refusal.error().queryStatus() < FIRST_SERVER_ERROR ? "Sender" : "Receiver";
    }
}
