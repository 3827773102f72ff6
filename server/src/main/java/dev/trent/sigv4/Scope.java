package dev.trent.sigv4;

import static dev.trent.aws.AwsError.INCOMPLETE_SIGNATURE;
import static dev.trent.aws.AwsError.INVALID_SIGNATURE;

import java.util.Set;

/// The credential of a signature: whose key, and what it was derived for.
///
/// @param date eight digits
/// @param text date, Region, service and terminator as they stand in the string to sign
record Scope(String accessKeyId, String date, String region, String service, String terminator, String text) {
    private static final int PARTS = 5;
    private static final String TERMINATOR = "aws4_request";
    private static final int REGION_CHARACTERS_MAX = 32;

    /// Parses `AKID/20261123/eu-central-1/kms/aws4_request`, from the right.
    ///
    /// Errors: IncompleteSignature.
    static Scope parse(String credential) {
        String[] parts = new String[PARTS];
        int end = credential.length();
        for (int i = PARTS - 1; i > 0; i--) {
            int slash = credential.lastIndexOf('/', end - 1);
            if (slash < 0) {
                throw malformed(credential);
            }
            parts[i] = credential.substring(slash + 1, end);
            end = slash;
        }
        parts[0] = credential.substring(0, end);
        if (parts[0].isEmpty() || parts[0].indexOf('/') >= 0) {
            throw malformed(credential);
        }
        return new Scope(parts[0], parts[1], parts[2], parts[3], parts[4], credential.substring(end + 1));
    }

    private static RuntimeException malformed(String credential) {
        return INCOMPLETE_SIGNATURE.because(
                "Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term, got '"
                        + Echo.of(credential) + "'");
    }

    /// Refuses a scope that is not for here.
    ///
    /// Errors: InvalidSignature.
    ///
    /// @param services which services may serve the call
    /// @param timestamp the call's own time, `20261123T201500Z`
    void check(Set<String> services, String timestamp) {
        if (!terminator.equals(TERMINATOR)) {
            throw INVALID_SIGNATURE.because("Credential should be scoped with a valid terminator: '" + TERMINATOR
                    + "', not '" + Echo.of(terminator) + "'. ");
        }
        if (!services.contains(service)) {
            throw INVALID_SIGNATURE.because("Credential should be scoped to correct service: '"
                    + services.iterator().next() + "'. ");
        }
        if (!isRegion(region)) {
            throw INVALID_SIGNATURE.because(
                    "Credential should be scoped to a valid region, not '" + Echo.of(region) + "'. ");
        }
        if (!timestamp.startsWith(date) || date.length() != 8) {
            throw INVALID_SIGNATURE.because(
                    "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '"
                            + Echo.of(date) + "' != '" + timestamp.substring(0, 8) + "', from '" + timestamp + "'.");
        }
    }

    /// Returns whether a text could be a Region: words of lower-case letters and a number, joined by hyphens.
    private static boolean isRegion(String text) {
        int length = text.length();
        if (length == 0 || length > REGION_CHARACTERS_MAX || !isDigit(text.charAt(length - 1))) {
            return false;
        }
        int hyphens = 0;
        int number = 0;
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c == '-') {
                if (i == 0 || number > 0 || text.charAt(i - 1) == '-') {
                    return false;
                }
                hyphens++;
            } else if (isDigit(c)) {
                if (number == 0 && text.charAt(Math.max(0, i - 1)) != '-') {
                    return false;
                }
                number++;
            } else if (c < 'a' || c > 'z' || number > 0) {
                return false;
            }
        }
        return hyphens >= 2;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
