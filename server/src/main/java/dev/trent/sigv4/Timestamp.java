package dev.trent.sigv4;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/// The time at which a request claims to be signed, to the second.
///
/// @param basic the time in UTC in ISO 8601's basic format, sixteen characters such as `20261123T201500Z`
/// @param epochSecond the same in seconds since 1970
record Timestamp(String basic, long epochSecond) {
    private static final int DATE_CHARS = 8;
    private static final int BASIC_CHARS = 16;

    /// Reads ISO 8601's basic format; null if the text is anything else.
    static @Nullable Timestamp parse(String text) {
        if (text.length() != BASIC_CHARS || text.charAt(DATE_CHARS) != 'T' || text.charAt(BASIC_CHARS - 1) != 'Z') {
            return null;
        }
        for (int i = 0; i < BASIC_CHARS - 1; i++) {
            if (i != DATE_CHARS && (text.charAt(i) < '0' || text.charAt(i) > '9')) {
                return null;
            }
        }
        try {
            LocalDateTime time = LocalDateTime.of(
                    number(text, 0, 4),
                    number(text, 4, 6),
                    number(text, 6, 8),
                    number(text, 9, 11),
                    number(text, 11, 13),
                    number(text, 13, 15));
            return new Timestamp(text, time.toEpochSecond(ZoneOffset.UTC));
        } catch (DateTimeException notATime) {
            return null;
        }
    }

    /// Reads a `Date` header in the basic format or the format of RFC 1123. Null if the text has neither.
    ///
    /// botocore sends RFC 1123 when its caller has already set a `Date`; it signs the basic format of the
    /// same second.
    static @Nullable Timestamp parseHttp(String text) {
        Timestamp time = parse(text);
        if (time != null) {
            return time;
        }
        try {
            long epochSecond = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toEpochSecond();
            return new Timestamp(basic(epochSecond), epochSecond);
        } catch (DateTimeException notATime) {
            return null;
        }
    }

    /// Returns a time in the basic format, for messages. The year must have four digits.
    static String basic(long epochSecond) {
        LocalDateTime time = LocalDateTime.ofEpochSecond(epochSecond, 0, ZoneOffset.UTC);
        StringBuilder basic = new StringBuilder(BASIC_CHARS);
        twoDigits(basic, time.getYear() / 100);
        twoDigits(basic, time.getYear() % 100);
        twoDigits(basic, time.getMonthValue());
        twoDigits(basic, time.getDayOfMonth());
        basic.append('T');
        twoDigits(basic, time.getHour());
        twoDigits(basic, time.getMinute());
        twoDigits(basic, time.getSecond());
        return basic.append('Z').toString();
    }

    /// Returns the UTC date, eight digits.
    String date() {
        return basic.substring(0, DATE_CHARS);
    }

    /// Returns whether the UTC date is the given date.
    boolean isOn(String date) {
        return date.length() == DATE_CHARS && basic.startsWith(date);
    }

    private static int number(String digits, int from, int to) {
        return Integer.parseInt(digits, from, to, 10);
    }

    private static void twoDigits(StringBuilder out, int number) {
        out.append((char) ('0' + number / 10)).append((char) ('0' + number % 10));
    }
}
