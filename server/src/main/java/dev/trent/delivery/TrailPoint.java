package dev.trent.delivery;

import org.jspecify.annotations.Nullable;

/// A place in a log: behind one of its records.
///
/// @param log the id of the log
/// @param seq the number of the record
public record TrailPoint(String log, long seq) {
    static @Nullable TrailPoint ofText(@Nullable String text) {
        if (text == null) {
            return null;
        }
        int space = text.indexOf(' ');
        return new TrailPoint(text.substring(0, space), Long.parseLong(text.substring(space + 1)));
    }

    static @Nullable String text(@Nullable TrailPoint point) {
        return point == null ? null : point.log + " " + point.seq;
    }

    boolean isOf(String other) {
        return log.equals(other);
    }
}
