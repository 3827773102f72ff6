package dev.trent.audit;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/// A point of the log that an operator names: a record, or a time.
///
/// @param seq the number of the record; 0 if a time is meant
/// @param time null if a record is meant
public record LogPoint(long seq, @Nullable Instant time) {
    private static final int DIGITS_MAX = 18;

    /// Reads a point: `1234`, `2026-11-24T01:02:03Z`, or `2026-11-24`, which is the beginning of that day in UTC.
    ///
    /// @throws IllegalArgumentException if it is neither
    public static LogPoint of(String text) {
        try {
            if (!text.isEmpty() && text.length() <= DIGITS_MAX && text.chars().allMatch(c -> c >= '0' && c <= '9')) {
                return new LogPoint(Math.max(1, Long.parseLong(text)), null);
            }
            return new LogPoint(
                    0,
                    text.indexOf('T') > 0
                            ? Instant.parse(text)
                            : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant());
        } catch (DateTimeParseException _) {
            throw new IllegalArgumentException("'" + text
                    + "' is neither the number of a record nor a time such as 2026-11-24T01:02:03Z or 2026-11-24");
        }
    }

    /// Returns whether the point comes after another; false if one is a record and the other a time.
    public boolean isAfter(LogPoint other) {
        if (time != null && other.time != null) {
            return time.isAfter(other.time);
        }
        return time == null && other.time == null && seq > other.seq;
    }

    /// Compares the point with a record: less than nothing if the record comes before it.
    int compare(LogRecord record) {
        if (time == null) {
            return Long.compare(record.seq(), seq);
        }
        String written = RecordMembers.text(record.payload(), "eventTime");
        try {
            return written == null ? 0 : Instant.parse(written).compareTo(time);
        } catch (DateTimeParseException _) {
            return 0;
        }
    }

    /// Returns whether a segment begins at the point or before it.
    boolean isAfter(Opening opening) {
        return time == null ? opening.seq() <= seq : !opening.header().created().isAfter(time);
    }
}
