package dev.trent.sigv4;

import dev.trent.aws.Call;
import dev.trent.aws.Headers;
import dev.trent.aws.Percent;

/// A request in the canonical form, which both sides hash for the signature.
///
/// ```
/// METHOD \n PATH \n QUERY \n (name:value \n)* \n SIGNED-HEADERS \n PAYLOAD-HASH
/// ```
///
/// Source: AWS IAM User Guide, "Create a signed AWS API request". S3 signs the path as it was sent.
final class CanonicalRequest {
    private CanonicalRequest() {}

    /// Appends the canonical request. Returns false if a signed header is missing or the names are not in
    /// strictly ascending order, because no honest signer does that.
    ///
    /// @param signedHeaders the claimed names, joined by semicolons
    /// @param payloadHash the SHA-256 of the body, 64 lower-case hexadecimal digits; or what S3 has in its place
    /// @param pathAsSent whether the path is signed as it was sent
    static boolean append(
            StringBuilder out, Call call, Query query, String signedHeaders, String payloadHash, boolean pathAsSent) {
        if (!call.rawPath().isEmpty() && call.rawPath().charAt(0) != '/') {
            return false;
        }
        out.append(call.method()).append('\n');
        if (pathAsSent) {
            out.append(call.rawPath());
        } else {
            appendPath(out, call.rawPath());
        }
        out.append('\n');
        query.appendTo(out);
        out.append('\n');
        if (!appendHeaders(out, call.headers(), signedHeaders)) {
            return false;
        }
        out.append('\n').append(signedHeaders).append('\n').append(payloadHash);
        return true;
    }

    /// Removes empty and `.` segments, lets `..` remove the segment before it, and encodes the rest a second
    /// time. So a `%20` on the wire is signed as `%2520`.
    private static void appendPath(StringBuilder out, String path) {
        int start = out.length();
        for (int from = 0; from < path.length(); ) {
            int slash = path.indexOf('/', from);
            int to = slash < 0 ? path.length() : slash;
            if (isParent(path, from, to)) {
                // The search ends where the path begins: the method before it may be long.
                int end = out.length();
                while (end > start && out.charAt(end - 1) != '/') {
                    end--;
                }
                out.setLength(Math.max(start, end - 1));
            } else if (!isNothing(path, from, to)) {
                out.append('/');
                Percent.encode(out, path, from, to);
            }
            from = to + 1;
        }
        if (out.length() == start || path.endsWith("/")) {
            out.append('/');
        }
    }

    private static boolean isNothing(String path, int from, int to) {
        return to == from || (to == from + 1 && path.charAt(from) == '.');
    }

    private static boolean isParent(String path, int from, int to) {
        return to == from + 2 && path.charAt(from) == '.' && path.charAt(from + 1) == '.';
    }

    private static boolean appendHeaders(StringBuilder out, Headers headers, String signedHeaders) {
        String before = "";
        for (int from = 0; from <= signedHeaders.length(); ) {
            int semicolon = signedHeaders.indexOf(';', from);
            int to = semicolon < 0 ? signedHeaders.length() : semicolon;
            String name = name(headers, signedHeaders, from, to);
            if (name.compareTo(before) <= 0 || !appendHeader(out, headers, name)) {
                return false;
            }
            before = name;
            from = to + 1;
        }
        return true;
    }

    /// Returns a signed name: the string of the field with this name, if there is one.
    private static String name(Headers headers, String signedHeaders, int from, int to) {
        for (int i = 0; i < headers.size(); i++) {
            String present = headers.name(i);
            if (present.length() == to - from && signedHeaders.startsWith(present, from)) {
                return present;
            }
        }
        return signedHeaders.substring(from, to);
    }

    private static boolean appendHeader(StringBuilder out, Headers headers, String name) {
        out.append(name);
        String source = source(headers, name);
        char separator = ':';
        for (int i = 0; i < headers.size(); i++) {
            if (headers.name(i).equals(source)) {
                out.append(separator);
                appendTrimmed(out, headers.value(i));
                separator = ',';
            }
        }
        out.append('\n');
        return separator == ',';
    }

    /// Returns the field that holds a signed header. Clients also sign `host` over HTTP/2, which sends
    /// `:authority`.
    private static String source(Headers headers, String name) {
        return name.equals("host") && headers.first("host") == null ? ":authority" : name;
    }

    /// Appends a value without blanks at its ends. Each run of blanks inside becomes one blank, also in quotes.
    private static void appendTrimmed(StringBuilder out, String value) {
        if (isTrimmed(value)) {
            out.append(value); // nearly every value of nearly every client ends here
            return;
        }
        int start = out.length();
        boolean blankDue = false;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (isBlank(c)) {
                blankDue = out.length() > start;
            } else {
                if (blankDue) {
                    out.append(' ');
                    blankDue = false;
                }
                out.append(c);
            }
        }
    }

    private static boolean isTrimmed(String value) {
        boolean blankBefore = true;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            boolean blank = isBlank(c);
            if (blank && (blankBefore || c != ' ')) {
                return false;
            }
            blankBefore = blank;
        }
        return value.isEmpty() || !blankBefore;
    }

    /// Line breaks come from obsolete folding and count as blanks. No other control character does: each must
    /// change the signature.
    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t' || c == '\r' || c == '\n';
    }
}
