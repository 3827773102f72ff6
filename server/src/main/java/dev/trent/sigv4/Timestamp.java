package dev.trent.sigv4;

import static dev.trent.aws.AwsError.INCOMPLETE_SIGNATURE;
import static dev.trent.aws.AwsError.INVALID_SIGNATURE;
import static dev.trent.aws.AwsError.REQUEST_EXPIRED;

import dev.trent.aws.AwsException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/// The time that a request says it was signed at.
///
/// @param text in the basic format of ISO 8601, `20261123T201500Z`
record Timestamp(String text, Instant time) {
    private static final DateTimeFormatter BASIC =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final int LENGTH = 16;

    /// Parses the basic format.
    ///
    /// Errors: IncompleteSignature.
    static Timestamp parse(String text) {
        if (text.length() != LENGTH || text.charAt(8) != 'T' || text.charAt(15) != 'Z') {
            throw malformed(text);
        }
        try {
            LocalDateTime local = LocalDateTime.of(
                    number(text, 0, 4),
                    number(text, 4, 6),
                    number(text, 6, 8),
                    number(text, 9, 11),
                    number(text, 11, 13),
                    number(text, 13, 15));
            return new Timestamp(text, local.toInstant(ZoneOffset.UTC));
        } catch (DateTimeException _) {
            throw malformed(text);
        }
    }

    /// Parses what an HTTP `Date` header holds: RFC 1123, or the basic format.
    static Timestamp parseDateHeader(String text) {
        if (!text.endsWith("GMT")) {
            return parse(text);
        }
        try {
            Instant time = Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text));
            return new Timestamp(BASIC.format(time), time);
        } catch (DateTimeException _) {
            throw malformed(text);
        }
    }

    private static int number(String text, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                throw malformed(text);
            }
            number = 10 * number + c - '0';
        }
        return number;
    }

    private static AwsException malformed(String text) {
        return INCOMPLETE_SIGNATURE.because("Date must be in ISO-8601 'basic format'. Got '" + Echo.of(text)
                + "'. See http://en.wikipedia.org/wiki/ISO_8601");
    }

    /// Refuses a time that is too far from now in either direction.
    ///
    /// Errors: InvalidSignature, in the words that clients correct their clocks by.
    void checkWithin(Duration window, Instant now) {
        if (time.isBefore(now.minus(window))) {
            throw INVALID_SIGNATURE.because(
                    "Signature expired: " + text + " is now earlier than " + BASIC.format(now.minus(window)) + " ("
                            + BASIC.format(now) + " - " + window.toMinutes() + " min.)");
        }
        checkNotAhead(window, now);
    }

    /// Refuses a presigned request that lies in the future or behind its end.
    ///
    /// Errors: InvalidSignature, RequestExpired.
    void checkPresigned(Duration validFor, Duration window, Instant now) {
        checkNotAhead(window, now);
        Instant end = time.plus(validFor);
        if (end.isBefore(now)) {
            throw REQUEST_EXPIRED.because("Signature expired: " + text + " is now earlier than "
                    + BASIC.format(now.minus(validFor)) + " (" + BASIC.format(now) + " - " + validFor.toSeconds()
                    + " sec.)");
        }
    }

    private void checkNotAhead(Duration window, Instant now) {
        if (time.isAfter(now.plus(window))) {
            throw INVALID_SIGNATURE.because(
                    "Signature not yet current: " + text + " is still later than " + BASIC.format(now.plus(window))
                            + " (" + BASIC.format(now) + " + " + window.toMinutes() + " min.)");
        }
    }
}
