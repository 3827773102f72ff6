package dev.trent.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// The value of the Date field, formatted once a second: `Sun, 06 Nov 1994 08:49:37 GMT`.
///
/// AWS's clients correct their clock by it, so it must be in the one form of RFC 9110 §5.6.7, with two-digit
/// days.
final class DateHeader {
    private static final DateTimeFormatter FORMAT = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
            .withZone(ZoneOffset.UTC);

    private final InstantSource clock;
    private volatile Formatted latest;

    @SuppressWarnings("ArrayRecordComponent") // never compared, and its one reader only copies
    private record Formatted(long second, byte[] value) {}

    DateHeader(InstantSource clock) {
        this.clock = clock;
        this.latest = format(clock.millis() / 1000);
    }

    /// Returns the present value in ASCII. Nobody may change the array.
    byte[] value() {
        long second = clock.millis() / 1000;
        Formatted formatted = latest;
        if (formatted.second != second) {
            // Several threads may do this at once; they all write the same.
            formatted = format(second);
            latest = formatted;
        }
        return formatted.value;
    }

    private static Formatted format(long second) {
        return new Formatted(
                second, FORMAT.format(Instant.ofEpochSecond(second)).getBytes(ISO_8859_1));
    }
}
