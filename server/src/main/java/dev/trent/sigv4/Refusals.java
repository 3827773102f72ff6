package dev.trent.sigv4;

import dev.trent.aws.AwsError;
import dev.trent.aws.AwsException;
import java.util.Set;

/// Every refusal of the verifier, in AWS's own words if they are known.
///
/// A text repeats a value of the request only if AWS does so. The value is cut to [#ECHO_CHARS_MAX] and has no
/// control characters. A text never repeats a signature, a session token, or the Authorization header after its
/// first word.
final class Refusals {
    static final int ECHO_CHARS_MAX = 256;

    private Refusals() {}

    static AwsException unsigned(Set<String> services) {
        boolean query = services.contains("iam") || services.contains("sts");
        return AwsError.MISSING_AUTHENTICATION_TOKEN.because(
                query ? "Request is missing Authentication Token" : "Missing Authentication Token");
    }

    static AwsException signedTwice() {
        return AwsError.INCOMPLETE_SIGNATURE.because(
                "Request must be signed either in the 'Authorization' header or in the query string, not in both.");
    }

    static AwsException repeated(String name) {
        return AwsError.INCOMPLETE_SIGNATURE.because("Request must not have more than one '" + name + "'.");
    }

    static AwsException unsupportedAlgorithm(String algorithm) {
        return AwsError.INCOMPLETE_SIGNATURE.because("Unsupported AWS 'algorithm': '" + echo(algorithm) + "'");
    }

    /// @param sentences one sentence for each missing part, with a blank at its end
    static AwsException incompleteHeader(String sentences) {
        return AwsError.INCOMPLETE_SIGNATURE.because(sentences + "Authorization=" + SignatureClaim.ALGORITHM);
    }

    static AwsException strayParameter() {
        return AwsError.INCOMPLETE_SIGNATURE.because("Authorization header must have the parameters 'Credential',"
                + " 'SignedHeaders' and 'Signature' and no other. Authorization=" + SignatureClaim.ALGORITHM);
    }

    /// @param sentences one sentence for each missing parameter, with a blank at its end
    static AwsException incompleteQuery(String sentences) {
        return AwsError.INCOMPLETE_SIGNATURE.because(sentences + "Re-examine the query-string parameters.");
    }

    static AwsException malformedCredential(String credential) {
        return AwsError.INCOMPLETE_SIGNATURE.because("Credential must have exactly 5 slash-delimited elements,"
                + " e.g. keyid/date/region/service/term, got '" + echo(credential) + "'");
    }

    static AwsException malformedDate(String date) {
        return AwsError.INCOMPLETE_SIGNATURE.because("Date must be in ISO-8601 'basic format'. Got '" + echo(date)
                + "'. See http://en.wikipedia.org/wiki/ISO_8601");
    }

    static AwsException malformedExpires(String expires) {
        return AwsError.INCOMPLETE_SIGNATURE.because("X-Amz-Expires must be a number of seconds from 1 to "
                + SignatureClaim.EXPIRES_SECONDS_MAX + ", not '" + echo(expires) + "'.");
    }

    // AWS has the blank at the end of the next three texts too.

    static AwsException wrongTerminator(String terminator) {
        return AwsError.INVALID_SIGNATURE.because("Credential should be scoped with a valid terminator: '"
                + Scope.TERMINATOR + "', not '" + echo(terminator) + "'. ");
    }

    static AwsException wrongService(String expected) {
        return AwsError.INVALID_SIGNATURE.because(
                "Credential should be scoped to correct service: '" + expected + "'. ");
    }

    static AwsException wrongRegion(String region) {
        return AwsError.INVALID_SIGNATURE.because(
                "Credential should be scoped to a valid region, not '" + echo(region) + "'. ");
    }

    static AwsException wrongDate(String scopeDate, Timestamp time) {
        return AwsError.INVALID_SIGNATURE.because("Date in Credential scope does not match YYYYMMDD from ISO-8601"
                + " version of date from HTTP: '" + echo(scopeDate) + "' != '" + time.date() + "', from '"
                + time.basic() + "'.");
    }

    static AwsException expired(AwsError error, Timestamp time, long nowEpochSecond, int secondsMax) {
        return error.because("Signature expired: " + time.basic() + " is now earlier than "
                + Timestamp.basic(nowEpochSecond - secondsMax) + " (" + Timestamp.basic(nowEpochSecond) + " - "
                + duration(secondsMax) + ")");
    }

    static AwsException notYetCurrent(Timestamp time, long nowEpochSecond, int secondsMax) {
        return AwsError.INVALID_SIGNATURE.because("Signature not yet current: " + time.basic()
                + " is still later than " + Timestamp.basic(nowEpochSecond + secondsMax) + " ("
                + Timestamp.basic(nowEpochSecond) + " + " + duration(secondsMax) + ")");
    }

    static AwsException hostNotSigned() {
        return AwsError.INVALID_SIGNATURE.because(
                "'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.");
    }

    static AwsException headerNotSigned(String name) {
        return AwsError.INVALID_SIGNATURE.because(
                "'" + echo(name) + "' must be a 'SignedHeader' in the AWS Authorization.");
    }

    static AwsException wrongPayloadHash() {
        return AwsError.INVALID_SIGNATURE.because("The provided 'x-amz-content-sha256' header does not match what was"
                + " computed: it must be the SHA-256 of the body in lower-case hexadecimal.");
    }

    static AwsException unknownKey() {
        return AwsError.UNRECOGNIZED_CLIENT.because("The security token included in the request is invalid.");
    }

    static AwsException tokenExpired() {
        return AwsError.EXPIRED_TOKEN.because("The security token included in the request is expired");
    }

    static AwsException wrongSignature() {
        return AwsError.INVALID_SIGNATURE.because(
                "The request signature we calculated does not match the signature you provided. Check your AWS Secret"
                        + " Access Key and signing method. Consult the service documentation for details.");
    }

    private static String duration(int seconds) {
        return seconds % 60 == 0 ? seconds / 60 + " min." : seconds + " sec.";
    }

    private static String echo(String value) {
        StringBuilder echo = new StringBuilder(Math.min(value.length(), ECHO_CHARS_MAX));
        for (int i = 0; i < value.length() && echo.length() < ECHO_CHARS_MAX; i++) {
            char c = value.charAt(i);
            if (!Character.isISOControl(c) && c != '\u2028' && c != '\u2029') {
                echo.append(c);
            }
        }
        return echo.toString();
    }
}
