package dev.trent.policy;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/// A point in time as policies write it: the W3C's profile of ISO 8601, from a year to nanoseconds, or seconds
/// since 1970.
///
/// The range is wider than that of `java.time.Instant`, because a policy may have up to 2⁶³−1 seconds.
///
/// @param second seconds since 1970-01-01T00:00Z
/// @param nano nanoseconds within the second
record Moment(long second, int nano) implements Comparable<Moment> {
    private static final Comparator<Moment> ORDER =
            Comparator.comparingLong(Moment::second).thenComparingInt(Moment::nano);
    private static final int SECONDS_PER_MINUTE = 60;
    private static final int SECONDS_PER_HOUR = 3_600;
    private static final int SECONDS_PER_DAY = 86_400;

    /// Reads a moment; null if the text is not a moment.
    static @Nullable Moment parse(String text) {
        Cursor cursor = new Cursor(text);
        boolean date = text.indexOf('-') >= 0 || text.indexOf('T') >= 0 || text.indexOf('t') >= 0;
        Moment moment = date ? dateAndTime(cursor) : epochSeconds(cursor);
        return cursor.good && cursor.atEnd() ? moment : null;
    }

    private static Moment epochSeconds(Cursor cursor) {
        long second = cursor.number(1, 19, Long.MAX_VALUE);
        return new Moment(second, cursor.fraction());
    }

    private static @Nullable Moment dateAndTime(Cursor cursor) {
        boolean beforeChrist = cursor.skip('-');
        long year = cursor.number(1, 9, 292_278_993);
        long month = cursor.skip('-') ? cursor.number(1, 2, 12) : 1;
        long day = cursor.skip('-') ? cursor.number(1, 2, 31) : 1;
        long second = 0;
        int nano = 0;
        if (!cursor.atEnd()) {
            cursor.require(cursor.skip('T') || cursor.skip('t'));
        }
        if (!cursor.atEnd()) {
            second = cursor.number(1, 2, 23) * SECONDS_PER_HOUR;
            second += cursor.skip(':') ? cursor.number(1, 2, 59) * SECONDS_PER_MINUTE : 0;
            if (cursor.skip(':')) {
                second += cursor.number(1, 2, 59);
                nano = cursor.fraction();
            }
            second -= offsetSeconds(cursor);
        }
        if (!cursor.good) {
            return null;
        }
        try {
            LocalDate date = LocalDate.of((int) (beforeChrist ? -year : year), (int) month, (int) day);
            return new Moment(date.toEpochDay() * SECONDS_PER_DAY + second, nano);
        } catch (DateTimeException noSuchDay) {
            return null;
        }
    }

    private static long offsetSeconds(Cursor cursor) {
        if (cursor.atEnd() || cursor.skip('Z') || cursor.skip('z')) {
            return 0;
        }
        boolean west = cursor.skip('-');
        cursor.require(west || cursor.skip('+'));
        long seconds = cursor.number(2, 2, 23) * SECONDS_PER_HOUR;
        seconds += cursor.skip(':') ? cursor.number(2, 2, 59) * SECONDS_PER_MINUTE : 0;
        return west ? -seconds : seconds;
    }

    @Override
    public int compareTo(Moment other) {
        return ORDER.compare(this, other);
    }

    /// Walks over a text. If a required part is missing, the cursor becomes bad. A bad cursor finds nothing
    /// more.
    private static final class Cursor {
        private static final int NANO_DIGITS = 9;

        private final String text;
        private int next;
        private boolean good = true;

        Cursor(String text) {
            this.text = text;
        }

        boolean atEnd() {
            return next == text.length();
        }

        void require(boolean condition) {
            good &= condition;
        }

        boolean skip(char c) {
            boolean there = good && !atEnd() && text.charAt(next) == c;
            next += there ? 1 : 0;
            return there;
        }

        /// Reads a number with that many digits.
        long number(int digitsMin, int digitsMax, long max) {
            int start = next;
            long value = 0;
            while (good && !atEnd() && next - start < digitsMax && isDigit(text.charAt(next))) {
                int digit = text.charAt(next++) - '0';
                require(value <= (max - digit) / 10);
                value = good ? value * 10 + digit : 0;
            }
            require(next - start >= digitsMin);
            return value;
        }

        /// Reads a decimal fraction of up to nine digits and returns nanoseconds; 0 if there is no fraction.
        int fraction() {
            if (!skip('.')) {
                return 0;
            }
            int start = next;
            long value = number(1, NANO_DIGITS, Long.MAX_VALUE);
            for (int i = next - start; i < NANO_DIGITS; i++) {
                value *= 10;
            }
            return (int) value;
        }

        private static boolean isDigit(char c) {
            return c >= '0' && c <= '9';
        }
    }
}
