package dev.trent.lookup;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A place in the log. Records before it stay where they are, and new ones come after it.
///
/// @param segment the number of the segment
/// @param offset in bytes
public record LogPlace(long segment, long offset) {
    private static final Pattern FORM = Pattern.compile("([0-9]{1,18})\\.([0-9]{1,18})");
    private static final long END = 999_999_999_999_999_999L;

    /// Returns the place after every record of a segment.
    static LogPlace after(long segment) {
        return new LogPlace(segment, END);
    }

    /// Reads what [#toString] has written; null if the text is no place.
    public static @Nullable LogPlace parse(String text) {
        Matcher found = FORM.matcher(text);
        return found.matches() ? new LogPlace(Long.parseLong(found.group(1)), Long.parseLong(found.group(2))) : null;
    }

    @Override
    public String toString() {
        return segment + "." + offset;
    }
}
