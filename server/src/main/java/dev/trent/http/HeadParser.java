package dev.trent.http;

import static dev.trent.aws.AwsError.REQUEST_TOO_LARGE;
import static dev.trent.aws.AwsError.SERIALIZATION;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.trent.aws.AwsException;
import dev.trent.aws.Fold;
import dev.trent.aws.Headers;
import org.jspecify.annotations.Nullable;

/// Parses the head of a request: RFC 9112 §2 to §6, and nothing that it allows only for old or careless
/// senders.
///
/// Signatures are computed over the bytes that were sent, so nothing is decoded, merged or reordered.
/// Everything that two parsers could read differently is refused, because such requests can be smuggled past a
/// proxy: bare line feeds, folded lines, blanks around a field's name, doubled or contradicting lengths.
///
/// Every refusal is a SerializationException.
final class HeadParser {
    private static final String VERSION = "HTTP/1.";
    private static final int CONTENT_LENGTH_DIGITS_MAX = 10;
    private static final int METHOD_LETTERS_MAX = 32;

    /// For each octet its lower-case form if it may be part of a field name (RFC 9110 §5.6.2), else 0.
    private static final byte[] TOKEN = token();

    private final byte[] bytes;
    private final int end;
    private int at;

    private @Nullable String host;
    private @Nullable String contentLength;
    private @Nullable String transferEncoding;
    private boolean expectsContinue;
    private boolean old;
    private boolean saysClose;
    private boolean saysKeepAlive;

    private HeadParser(byte[] bytes, int from, int end) {
        this.bytes = bytes;
        this.at = from;
        this.end = end;
    }

    /// Parses one head.
    ///
    /// @param bytes the head from `from` to `end`, its empty last line included; field names in it become
    ///     lower case
    /// @param fieldsMax the most fields allowed
    static Head parse(byte[] bytes, int from, int end, int fieldsMax) {
        return new HeadParser(bytes, from, end).head(fieldsMax);
    }

    private Head head(int fieldsMax) {
        String method = method();
        String target = target();
        version();
        Headers headers = headers(fieldsMax);
        String host = validHost();
        long length = bodyLength();

        int path = target.charAt(0) == '/' ? 0 : endOfAuthority(target, host);
        int query = target.indexOf('?', path);
        String rawPath = query < 0 ? target.substring(path) : target.substring(path, query);
        String rawQuery = query < 0 ? "" : target.substring(query + 1);
        return new Head(
                method,
                rawPath.isEmpty() ? "/" : rawPath,
                rawQuery,
                headers,
                length,
                expectsContinue && !old,
                !saysClose && (!old || saysKeepAlive),
                old);
    }

    private String method() {
        int from = at;
        while (bytes[at] >= 'A' && bytes[at] <= 'Z') {
            at++;
        }
        if (at == from || at - from > METHOD_LETTERS_MAX) {
            throw malformed();
        }
        String method = text(from, at);
        expect(' ');
        return method;
    }

    private String target() {
        int from = at;
        while (bytes[at] > ' ' && bytes[at] < 0x7f && bytes[at] != '#') {
            at++;
        }
        if (at == from) {
            throw malformed();
        }
        String target = text(from, at);
        expect(' ');
        return target;
    }

    private void version() {
        for (int i = 0; i < VERSION.length(); i++) {
            expect(VERSION.charAt(i));
        }
        // Proxies still speak the older version. Its default for keeping a connection open is different, and it
        // has no chunks.
        old = bytes[at] == '0';
        expect(old ? '0' : '1');
        endOfLine();
    }

    private Headers headers(int fieldsMax) {
        Headers.Collector collector = new Headers.Collector();
        int fields = 0;
        while (bytes[at] != '\r') {
            if (++fields > fieldsMax) {
                throw REQUEST_TOO_LARGE.because("The request has more than " + fieldsMax + " header fields.");
            }
            String name = name();
            String value = value();
            collector.add(name, value);
            note(name, value);
        }
        endOfLine();
        if (at != end) {
            throw new AssertionError("The head ends at " + end + ", but its empty line at " + at + ".");
        }
        return collector.headers();
    }

    private String name() {
        byte[] head = bytes;
        int from = at;
        int to = from;
        int hash = 0;
        byte lower;
        while (head[to] > 0 && (lower = TOKEN[head[to]]) != 0) {
            head[to++] = lower;
            hash = 31 * hash + lower;
        }
        if (to == from) {
            throw malformed();
        }
        at = to;
        expect(':');
        String known = FieldNames.known(hash);
        return known != null && is(known, from, to) ? known : text(from, to);
    }

    private String value() {
        byte[] head = bytes;
        int from = at;
        while (isBlank(head[from])) {
            from++;
        }
        int to = from;
        while (isValue(head[to])) {
            to++;
        }
        at = to;
        while (to > from && isBlank(head[to - 1])) {
            to--;
        }
        endOfLine();
        return text(from, to);
    }

    /// Keeps the fields that decide about the end of this request and about a next one.
    private void note(String name, String value) {
        switch (name) {
            case "host" -> host = once(host, value);
            case "content-length" -> contentLength = once(contentLength, value);
            case "transfer-encoding" -> transferEncoding = once(transferEncoding, value);
            case "connection" -> {
                saysClose |= hasToken(value, "close");
                saysKeepAlive |= hasToken(value, "keep-alive");
            }
            case "expect" -> {
                if (!Fold.same(value, "100-continue")) {
                    throw malformed();
                }
                expectsContinue = true;
            }
            default -> {
                // The answerer reads all other fields.
            }
        }
    }

    private static String once(@Nullable String before, String value) {
        if (before != null) {
            throw malformed();
        }
        return value;
    }

    private String validHost() {
        if (host == null && old) {
            // An absolute target then names a host that nothing confirms, and is refused.
            return "";
        }
        if (host == null || host.isEmpty()) {
            throw malformed();
        }
        for (int i = 0; i < host.length(); i++) {
            char c = host.charAt(i);
            // The punctuation of names, ports and IPv6 addresses; no path, no user.
            if (!isLetterOrDigit(c) && ".-_:[]".indexOf(c) < 0) {
                throw malformed();
            }
        }
        return host;
    }

    /// Returns the length of the body: RFC 9112 §6.3, but a request must not state its length in two ways.
    private long bodyLength() {
        if (transferEncoding != null) {
            if (old || contentLength != null || !Fold.same(transferEncoding, "chunked")) {
                throw malformed();
            }
            return Head.CHUNKED;
        }
        if (contentLength == null) {
            return 0;
        }
        if (contentLength.isEmpty() || contentLength.length() > CONTENT_LENGTH_DIGITS_MAX) {
            throw malformed();
        }
        long length = 0;
        for (int i = 0; i < contentLength.length(); i++) {
            char digit = contentLength.charAt(i);
            if (digit < '0' || digit > '9') {
                throw malformed();
            }
            length = length * 10 + (digit - '0');
        }
        return length;
    }

    /// Returns the start of the path in a target that names its server. The server must be the one in the Host
    /// field. Otherwise the signature would cover another host than the requested one.
    private static int endOfAuthority(String target, String host) {
        int from;
        if (Fold.has(target, 0, "http://")) {
            from = 7;
        } else if (Fold.has(target, 0, "https://")) {
            from = 8;
        } else {
            throw malformed();
        }
        if (host.isEmpty()) {
            throw malformed();
        }
        int to = from + host.length();
        boolean ends = to == target.length()
                || (to < target.length() && (target.charAt(to) == '/' || target.charAt(to) == '?'));
        if (!ends || !Fold.has(target, from, host)) {
            throw malformed();
        }
        return to;
    }

    private static boolean hasToken(String list, String token) {
        int from = 0;
        while (from <= list.length()) {
            int comma = list.indexOf(',', from);
            int to = comma < 0 ? list.length() : comma;
            if (Fold.same(list.substring(from, to).strip(), token)) {
                return true;
            }
            from = to + 1;
        }
        return false;
    }

    private void endOfLine() {
        expect('\r');
        expect('\n');
    }

    // SAFE: no check of the end is needed here. The head ends with a line feed, which is not part of a token, a
    // target or a value. So every scan stops there, and the next check refuses.
    private void expect(char c) {
        if (bytes[at] != c) {
            throw malformed();
        }
        at++;
    }

    private String text(int from, int to) {
        return new String(bytes, from, to - from, UTF_8);
    }

    private boolean is(String known, int from, int to) {
        if (known.length() != to - from) {
            return false;
        }
        for (int i = from; i < to; i++) {
            if (known.charAt(i - from) != bytes[i]) {
                return false;
            }
        }
        return true;
    }

    private static boolean isLetterOrDigit(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }

    private static boolean isBlank(byte b) {
        return b == ' ' || b == '\t';
    }

    /// Whether an octet may be part of a value: visible ASCII, blanks, and octets beyond ASCII (negative here).
    private static boolean isValue(byte b) {
        return (b >= ' ' && b != 0x7f) || b < 0 || b == '\t';
    }

    private static AwsException malformed() {
        return SERIALIZATION.withoutMessage();
    }

    private static byte[] token() {
        byte[] token = new byte[128];
        for (char c = '0'; c <= '9'; c++) {
            token[c] = (byte) c;
        }
        for (char c = 'a'; c <= 'z'; c++) {
            token[c] = (byte) c;
            token[c - 'a' + 'A'] = (byte) c;
        }
        for (char c : "!#$%&'*+-.^_`|~".toCharArray()) {
            token[c] = (byte) c;
        }
        return token;
    }
}
