package dev.trent.gateway;

import dev.trent.aws.Call;
import dev.trent.aws.Percent;
import dev.trent.wire.QueryParameters;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads what a call of S3 asks for. Trent serves a few reads. A call with a parameter that they do not have is
/// refused: a parameter that is ignored could change what the caller means.
final class S3Request {
    private static final String LOCATION = "location";

    /// The parameters of a listing, and what the request of the operation calls them.
    private static final Map<String, String> OF_LISTING = Map.of(
            "prefix", "Prefix",
            "marker", "Marker",
            "delimiter", "Delimiter",
            "max-keys", "MaxKeys",
            "list-type", "ListType",
            "continuation-token", "ContinuationToken",
            "start-after", "StartAfter",
            "encoding-type", "EncodingType",
            "fetch-owner", "FetchOwner");

    private S3Request() {}

    static Protocol.S3 of(Call call) {
        boolean head = call.method().equals("HEAD");
        boolean reads = head || call.method().equals("GET");
        String path = Percent.decode(call.rawPath());
        int slash = path.indexOf('/', 1);
        String bucket = path.isEmpty() ? "" : path.substring(1, slash < 0 ? path.length() : slash);
        String key = slash < 0 ? "" : path.substring(slash + 1);
        Map<String, String> sent = parameters(call.rawQuery());
        Map<String, String> values = new HashMap<>();
        values.put("BucketName", bucket);
        String operation = null;
        if (reads && sent != null && !bucket.isEmpty()) {
            operation = key.isEmpty() ? ofBucket(sent, head, values) : ofObject(sent, head, key, values);
        }
        return new Protocol.S3(QueryParameters.of(values), operation, path, reads);
    }

    private static @Nullable String ofObject(
            Map<String, String> sent, boolean head, String key, Map<String, String> values) {
        values.put("Key", key);
        if (!sent.isEmpty()) {
            return null;
        }
        return head ? "HeadObject" : "GetObject";
    }

    private static @Nullable String ofBucket(Map<String, String> sent, boolean head, Map<String, String> values) {
        if (head) {
            return null;
        }
        if (sent.containsKey(LOCATION)) {
            return sent.size() == 1 ? "GetBucketLocation" : null;
        }
        for (Map.Entry<String, String> parameter : sent.entrySet()) {
            String name = OF_LISTING.get(parameter.getKey());
            if (name == null) {
                return null;
            }
            values.put(name, parameter.getValue());
        }
        return "ListObjects";
    }

    /// Returns the parameters of a query without those of the signature and `x-id`, in which clients name the
    /// operation. Null if they cannot be read, or if one is there twice.
    private static @Nullable Map<String, String> parameters(String query) {
        Map<String, String> values = new HashMap<>();
        for (String parameter : query.split("&", -1)) {
            int equals = parameter.indexOf('=');
            int end = equals < 0 ? parameter.length() : equals;
            String name = Percent.decodeForm(parameter, 0, end);
            String value = Percent.decodeForm(parameter, Math.min(end + 1, parameter.length()), parameter.length());
            if (name == null || value == null) {
                return null;
            }
            boolean counts = !name.isEmpty() && !name.startsWith("X-Amz-") && !name.equals("x-id");
            if (counts && values.put(name, value) != null) {
                return null;
            }
        }
        return values;
    }
}
