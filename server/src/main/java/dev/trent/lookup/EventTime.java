package dev.trent.lookup;

import java.time.LocalDate;

/// The time of an event: `2026-11-23T18:41:07Z`.
final class EventTime {
    private static final String FORM = "dddd-dd-ddTdd:dd:ddZ";
    private static final long DAY_SECONDS = 86_400;
    private static final long HOUR_SECONDS = 3_600;
    private static final long MINUTE_SECONDS = 60;

    private EventTime() {}

    /// Returns the second since 1970; negative if the text is no such time.
    static long second(byte[] text, int start, int end) {
        if (!isTime(text, start, end)) {
            return -1;
        }
        int month = number(text, start + 5, 2);
        int day = number(text, start + 8, 2);
        if (month < 1 || month > 12 || day < 1 || day > 31) {
            return -1;
        }
        long days = LocalDate.of(number(text, start, 4), month, 1).toEpochDay() + day - 1;
        return days * DAY_SECONDS
                + number(text, start + 11, 2) * HOUR_SECONDS
                + number(text, start + 14, 2) * MINUTE_SECONDS
                + number(text, start + 17, 2);
    }

    private static boolean isTime(byte[] text, int start, int end) {
        if (end - start != FORM.length()) {
            return false;
        }
        for (int i = 0; i < FORM.length(); i++) {
            byte b = text[start + i];
            char form = FORM.charAt(i);
            if (form == 'd' ? b < '0' || b > '9' : b != form) {
                return false;
            }
        }
        return true;
    }

    private static int number(byte[] text, int start, int digits) {
        int number = 0;
        for (int i = 0; i < digits; i++) {
            number = 10 * number + text[start + i] - '0';
        }
        return number;
    }
}
