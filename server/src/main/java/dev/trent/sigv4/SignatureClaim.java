package dev.trent.sigv4;

import dev.trent.aws.Headers;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The signature data that a request claims: well formed, but not verified yet.
///
/// @param scope the credential
/// @param time when it was signed
/// @param expiresSeconds how long a presigned request claims to be valid, 1 or more; 0 if the signature is in a
///     header
/// @param signedHeaders the names of the signed headers, joined by semicolons
/// @param signature as sent
/// @param token the session token, or null
record SignatureClaim(
        Scope scope,
        Timestamp time,
        int expiresSeconds,
        String signedHeaders,
        String signature,
        @Nullable String token) {
    static final String ALGORITHM = "AWS4-HMAC-SHA256";
    static final int EXPIRES_SECONDS_MAX = 604_800;

    /// Reads the claim from the Authorization header or else from the query.
    ///
    /// @param services the signing names that may serve the request, which decide how AWS words the first
    ///     refusal
    /// @throws dev.trent.aws.AwsException MissingAuthenticationToken without any claim; IncompleteSignature
    ///     for one in both places, for a header or parameter that is there twice, for another algorithm, and
    ///     for a part missing or malformed
    static SignatureClaim of(Headers headers, Query query, Set<String> services) {
        String authorization = only(headers, "authorization");
        // Every header that may be there only once is read through `only`. Without this, another reader could
        // read an unsigned second header.
        only(headers, "host");
        only(headers, ":authority");
        boolean presigned =
                query.has("X-Amz-Algorithm") || query.has("X-Amz-Signature") || query.has("X-Amz-Credential");
        if (authorization == null) {
            if (!presigned) {
                throw Refusals.unsigned(services);
            }
            return ofQuery(query);
        }
        if (presigned) {
            throw Refusals.signedTwice();
        }
        return ofHeader(authorization, headers);
    }

    /// Returns the credential alone: signature and token must not be in a log.
    @Override
    public String toString() {
        return "Claim[" + scope.credential() + "]";
    }

    /// Returns whether the signature is in the query.
    boolean presigned() {
        return expiresSeconds > 0;
    }

    private static SignatureClaim ofHeader(String authorization, Headers headers) {
        int wordEnd = authorization.indexOf(' ');
        if (wordEnd != ALGORITHM.length() || !authorization.startsWith(ALGORITHM)) {
            // SAFE: a header without a blank may be a secret without its scheme word. Then nothing is echoed.
            throw Refusals.unsupportedAlgorithm(authorization.substring(0, Math.max(wordEnd, 0)));
        }
        String credential = null;
        String signature = null;
        String signedHeaders = null;
        boolean stray = false;
        int at = wordEnd;
        while ((at = skipSeparators(authorization, at)) < authorization.length()) {
            int end = separator(authorization, at);
            if (authorization.startsWith("Credential=", at)) {
                credential = parameter(credential, "Credential", authorization, at, end);
            } else if (authorization.startsWith("SignedHeaders=", at)) {
                signedHeaders = parameter(signedHeaders, "SignedHeaders", authorization, at, end);
            } else if (authorization.startsWith("Signature=", at)) {
                signature = parameter(signature, "Signature", authorization, at, end);
            } else {
                stray = true;
            }
            at = end;
        }
        String amzDate = only(headers, "x-amz-date");
        String date = amzDate != null ? amzDate : only(headers, "date");
        if (credential == null || signature == null || signedHeaders == null || date == null) {
            throw Refusals.incompleteHeader(requires(credential, "'Credential' parameter")
                    + requires(signature, "'Signature' parameter")
                    + requires(signedHeaders, "'SignedHeaders' parameter")
                    + requires(date, "existence of either a 'X-Amz-Date' or a 'Date' header"));
        }
        if (stray) {
            throw Refusals.strayParameter();
        }
        Scope scope = scope(credential);
        Timestamp time = amzDate != null ? Timestamp.parse(date) : Timestamp.parseHttp(date);
        if (time == null) {
            throw Refusals.malformedDate(date);
        }
        return new SignatureClaim(scope, time, 0, signedHeaders, signature, only(headers, "x-amz-security-token"));
    }

    private static SignatureClaim ofQuery(Query query) {
        String algorithm = query.only("X-Amz-Algorithm");
        if (algorithm != null && !algorithm.equals(ALGORITHM)) {
            throw Refusals.unsupportedAlgorithm(algorithm);
        }
        String credential = query.only("X-Amz-Credential");
        String signature = query.only("X-Amz-Signature");
        String signedHeaders = query.only("X-Amz-SignedHeaders");
        String date = query.only("X-Amz-Date");
        String expires = query.only("X-Amz-Expires");
        if (algorithm == null
                || credential == null
                || signature == null
                || signedHeaders == null
                || date == null
                || expires == null) {
            throw Refusals.incompleteQuery(include(algorithm, "X-Amz-Algorithm")
                    + include(credential, "X-Amz-Credential")
                    + include(signature, "X-Amz-Signature")
                    + include(signedHeaders, "X-Amz-SignedHeaders")
                    + include(date, "X-Amz-Date")
                    + include(expires, "X-Amz-Expires"));
        }
        Scope scope = scope(credential);
        Timestamp time = Timestamp.parse(date);
        if (time == null) {
            throw Refusals.malformedDate(date);
        }
        return new SignatureClaim(
                scope, time, seconds(expires), signedHeaders, signature, query.only("X-Amz-Security-Token"));
    }

    /// Returns the value of a header that may be there at most once, or null.
    static @Nullable String only(Headers headers, String name) {
        String only = null;
        for (int i = 0; i < headers.size(); i++) {
            if (headers.name(i).equals(name)) {
                if (only != null) {
                    throw Refusals.repeated(name);
                }
                only = headers.value(i);
            }
        }
        return only;
    }

    private static Scope scope(String credential) {
        Scope scope = Scope.parse(credential);
        if (scope == null) {
            throw Refusals.malformedCredential(credential);
        }
        return scope;
    }

    private static int seconds(String expires) {
        int seconds = 0;
        for (int i = 0; i < expires.length(); i++) {
            char c = expires.charAt(i);
            if (c < '0' || c > '9' || seconds > EXPIRES_SECONDS_MAX) {
                throw Refusals.malformedExpires(expires);
            }
            seconds = seconds * 10 + (c - '0');
        }
        if (seconds < 1 || seconds > EXPIRES_SECONDS_MAX) {
            throw Refusals.malformedExpires(expires);
        }
        return seconds;
    }

    private static String parameter(@Nullable String before, String name, String authorization, int at, int end) {
        if (before != null) {
            throw Refusals.repeated(name);
        }
        return authorization.substring(at + name.length() + 1, end);
    }

    private static int skipSeparators(String text, int from) {
        int at = from;
        while (at < text.length() && isSeparator(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private static int separator(String text, int from) {
        int at = from;
        while (at < text.length() && !isSeparator(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private static boolean isSeparator(char c) {
        return c == ',' || c == ' ' || c == '\t';
    }

    private static String requires(@Nullable String part, String what) {
        return part != null ? "" : "Authorization header requires " + what + ". ";
    }

    private static String include(@Nullable String parameter, String name) {
        return parameter != null ? "" : "AWS query-string parameters must include '" + name + "'. ";
    }
}
