package dev.trent.sigv4;

import org.jspecify.annotations.Nullable;

/// The credential of a signature: an access key id, and the day, Region and service that its signing key is
/// for.
///
/// @param credential the whole text, `ACCESSKEYID/DATE/REGION/SERVICE/TERMINATOR`, as claimed
/// @param accessKeyId the first part
/// @param date the second, `YYYYMMDD` if it is well formed
/// @param region the third
/// @param service the fourth
/// @param terminator the fifth, [#TERMINATOR] if it is right
record Scope(String credential, String accessKeyId, String date, String region, String service, String terminator) {
    static final String TERMINATOR = "aws4_request";

    private static final int REGION_CHARS_MAX = 32;
    private static final int REGION_WORDS_MAX = 4;

    /// Splits a credential; null unless it has exactly five parts and a first one.
    static @Nullable Scope parse(String credential) {
        int first = credential.indexOf('/');
        int second = credential.indexOf('/', first + 1);
        int third = credential.indexOf('/', second + 1);
        int fourth = credential.indexOf('/', third + 1);
        // If a slash is missing, the search gives -1 and the next search starts again. So the order of the
        // indexes shows the error.
        if (first <= 0 || second <= first || third <= second || fourth <= third) {
            return null;
        }
        if (credential.indexOf('/', fourth + 1) >= 0) {
            return null;
        }
        return new Scope(
                credential,
                credential.substring(0, first),
                credential.substring(first + 1, second),
                credential.substring(second + 1, third),
                credential.substring(third + 1, fourth),
                credential.substring(fourth + 1));
    }

    /// Returns the part that is signed, `DATE/REGION/SERVICE/TERMINATOR`.
    String signedText() {
        return credential.substring(accessKeyId.length() + 1);
    }

    /// Returns whether the Region looks like one: up to four words of lower-case letters and a number,
    /// joined by hyphens, at most 32 characters, such as `us-gov-west-1`. Trent serves every Region, so
    /// there is no list.
    boolean hasPlausibleRegion() {
        int length = region.length();
        if (length > REGION_CHARS_MAX) {
            return false;
        }
        int words = 0;
        int at = 0;
        while (at < length && isLowerCase(region.charAt(at))) {
            while (at < length && isLowerCase(region.charAt(at))) {
                at++;
            }
            if (at == length || region.charAt(at) != '-') {
                return false;
            }
            words++;
            at++;
        }
        int digits = 0;
        while (at < length && isDigit(region.charAt(at))) {
            digits++;
            at++;
        }
        return at == length && digits > 0 && words > 0 && words <= REGION_WORDS_MAX;
    }

    private static boolean isLowerCase(char c) {
        return c >= 'a' && c <= 'z';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
