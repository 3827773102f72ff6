package dev.trent.sigv4;

import static dev.trent.aws.AwsError.INCOMPLETE_SIGNATURE;
import static dev.trent.aws.AwsError.INVALID_SIGNATURE;
import static dev.trent.aws.AwsError.MISSING_AUTHENTICATION_TOKEN;

import dev.trent.aws.Call;
import dev.trent.aws.Headers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a request says of its signature, in either of its two forms; nothing of it is believed yet.
///
/// @param signedHeaders the list as it was sent
/// @param signature as it was sent
/// @param sessionToken null if the request carries none
/// @param validFor how long a presigned request is good for; null for a signature in the headers
record Claim(
        Scope scope,
        Timestamp timestamp,
        String signedHeaders,
        String signature,
        @Nullable String sessionToken,
        @Nullable Duration validFor) {
    static final String ALGORITHM = "AWS4-HMAC-SHA256";
    private static final int PRESIGNED_SECONDS_MAX = 604_800;

    /// Returns whether the signature is in the query.
    boolean presigned() {
        return validFor != null;
    }

    /// Reads the claim of a request.
    ///
    /// Errors: MissingAuthenticationToken, IncompleteSignature, InvalidSignature.
    static Claim of(Call call) {
        Headers headers = call.headers();
        boolean inQuery = !call.rawQuery().isEmpty() && call.rawQuery().contains("X-Amz-Signature=");
        String authorization = headers.first("authorization");
        if (authorization == null) {
            if (!inQuery) {
                throw MISSING_AUTHENTICATION_TOKEN.because("Missing Authentication Token");
            }
            return ofQuery(CanonicalQuery.decode(call.rawQuery()));
        }
        if (inQuery || headers.count("authorization") > 1 || headers.count("x-amz-date") > 1) {
            throw INCOMPLETE_SIGNATURE.because("Only one signature may be given.");
        }
        return ofHeader(authorization, headers);
    }

    private static Claim ofHeader(String authorization, Headers headers) {
        int blank = authorization.indexOf(' ');
        String algorithm = blank < 0 ? authorization : authorization.substring(0, blank);
        if (!algorithm.equals(ALGORITHM)) {
            throw INCOMPLETE_SIGNATURE.because("Unsupported AWS 'algorithm': '" + Echo.of(algorithm) + "'");
        }
        String credential = null;
        String signedHeaders = null;
        String signature = null;
        int at = blank < 0 ? authorization.length() : blank;
        while (at < authorization.length()) {
            int comma = authorization.indexOf(',', at);
            int end = comma < 0 ? authorization.length() : comma;
            String parameter = authorization.substring(at, end).strip();
            if (parameter.startsWith("Credential=")) {
                credential = parameter.substring("Credential=".length());
            } else if (parameter.startsWith("SignedHeaders=")) {
                signedHeaders = parameter.substring("SignedHeaders=".length());
            } else if (parameter.startsWith("Signature=")) {
                signature = parameter.substring("Signature=".length());
            }
            at = end + 1;
        }
        String amzDate = headers.first("x-amz-date");
        String date = headers.first("date");
        if (credential == null || signature == null || signedHeaders == null || (amzDate == null && date == null)) {
            throw incomplete(credential, signature, signedHeaders, amzDate != null || date != null);
        }
        Scope scope = Scope.parse(credential);
        Timestamp timestamp =
                amzDate != null ? Timestamp.parse(amzDate) : Timestamp.parseDateHeader(date == null ? "" : date);
        return new Claim(scope, timestamp, signedHeaders, signature, headers.first("x-amz-security-token"), null);
    }

    private static RuntimeException incomplete(
            @Nullable String credential, @Nullable String signature, @Nullable String signedHeaders, boolean dated) {
        List<String> missing = new ArrayList<>();
        if (credential == null) {
            missing.add("Authorization header requires 'Credential' parameter.");
        }
        if (signature == null) {
            missing.add("Authorization header requires 'Signature' parameter.");
        }
        if (signedHeaders == null) {
            missing.add("Authorization header requires 'SignedHeaders' parameter.");
        }
        if (!dated) {
            missing.add("Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header.");
        }
        return INCOMPLETE_SIGNATURE.because(String.join(" ", missing) + " Authorization=" + ALGORITHM);
    }

    private static Claim ofQuery(CanonicalQuery query) {
        String algorithm = query.first("X-Amz-Algorithm");
        if (algorithm == null || !algorithm.equals(ALGORITHM)) {
            throw INCOMPLETE_SIGNATURE.because(
                    "Unsupported AWS 'algorithm': '" + (algorithm == null ? "" : Echo.of(algorithm)) + "'");
        }
        Scope scope = Scope.parse(required(query, "X-Amz-Credential"));
        Timestamp timestamp = Timestamp.parse(required(query, "X-Amz-Date"));
        return new Claim(
                scope,
                timestamp,
                required(query, "X-Amz-SignedHeaders"),
                required(query, "X-Amz-Signature"),
                query.first("X-Amz-Security-Token"),
                validFor(required(query, "X-Amz-Expires")));
    }

    private static String required(CanonicalQuery query, String name) {
        String value = query.first(name);
        if (value == null) {
            throw INCOMPLETE_SIGNATURE.because(
                    "AWS query-string parameters must include '" + name + "'. Re-examine the query-string parameters.");
        }
        return value;
    }

    private static Duration validFor(String seconds) {
        try {
            int number = Integer.parseInt(seconds);
            if (number >= 1 && number <= PRESIGNED_SECONDS_MAX) {
                return Duration.ofSeconds(number);
            }
        } catch (NumberFormatException _) {
            // Said below, with the other numbers that do not fit.
        }
        throw INVALID_SIGNATURE.because(
                "X-Amz-Expires must be a number of seconds from 1 to " + PRESIGNED_SECONDS_MAX + ".");
    }
}
