package dev.trent.sigv4;

import static dev.trent.aws.AwsError.INVALID_SIGNATURE;

import dev.trent.aws.Call;
import dev.trent.aws.Headers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;

/// The canonical form of a request: what both sides hash.
///
/// ```
/// METHOD \n URI \n query \n name:value \n … \n \n signed headers \n hash of the body
/// ```
///
/// Source: AWS General Reference, "Create a canonical request".
final class CanonicalRequest {
    private static final int CAPACITY = 512;

    private CanonicalRequest() {}

    /// Returns the canonical form.
    ///
    /// Errors: InvalidSignature for a header that is said to be signed and is not there.
    ///
    /// @param signedHeaders lower-case names joined by semicolons, as sent
    /// @param bodyHash lower-case hexadecimal SHA-256
    static String of(Call call, String signedHeaders, String bodyHash) {
        StringBuilder canonical = new StringBuilder(CAPACITY);
        canonical.append(call.method()).append('\n');
        canonical.append(path(call.rawPath())).append('\n');
        if (!call.rawQuery().isEmpty()) {
            canonical.append(CanonicalQuery.decode(call.rawQuery()).canonical());
        }
        canonical.append('\n');
        int at = 0;
        while (at <= signedHeaders.length()) {
            int end = signedHeaders.indexOf(';', at);
            end = end < 0 ? signedHeaders.length() : end;
            appendHeader(canonical, call.headers(), signedHeaders.substring(at, end));
            at = end + 1;
        }
        return canonical
                .append('\n')
                .append(signedHeaders)
                .append('\n')
                .append(bodyHash)
                .toString();
    }

    private static void appendHeader(StringBuilder canonical, Headers headers, String name) {
        boolean found = false;
        for (int i = 0; i < headers.size(); i++) {
            if (headers.name(i).equals(name)) {
                canonical.append(found ? "," : name + ":");
                appendTrimmed(canonical, headers.value(i));
                found = true;
            }
        }
        if (!found) {
            throw INVALID_SIGNATURE.because(SigV4.DIFFERENT);
        }
        canonical.append('\n');
    }

    /// Appends a value without blanks at its ends, and with one blank for each run of them.
    private static void appendTrimmed(StringBuilder canonical, String value) {
        boolean blankDue = false;
        boolean begun = false;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
                blankDue = begun;
            } else {
                if (blankDue) {
                    canonical.append(' ');
                    blankDue = false;
                }
                canonical.append(c);
                begun = true;
            }
        }
    }

    /// Resolves `.` and `..`, joins slashes, and encodes what was sent once more.
    static String path(String rawPath) {
        if (rawPath.equals("/") || rawPath.isEmpty()) {
            return "/";
        }
        Deque<String> kept = new ArrayDeque<>();
        for (String segment : rawPath.split("/", -1)) {
            if (segment.equals("..")) {
                kept.pollLast();
            } else if (!segment.isEmpty() && !segment.equals(".")) {
                kept.addLast(segment);
            }
        }
        boolean folder = rawPath.endsWith("/") && !kept.isEmpty();
        String normal = "/" + String.join("/", kept) + (folder ? "/" : "");
        return CanonicalQuery.encode(normal.getBytes(StandardCharsets.UTF_8), true);
    }
}
