package dev.trent.wire;

import java.lang.reflect.AnnotatedType;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The constraints on one value, read off its annotations, with the texts that AWS refuses with.
///
/// @param pattern matched against the whole value; nearly all patterns of the API model are single
///     character
///     classes, so that matching takes one pass
/// @param says the whole of the refusal, where AWS has a sentence of its own; else empty
record Constraints(
        @Nullable Length length,
        @Nullable Range range,
        @Nullable Pattern pattern,
        String says) {

    static Constraints of(AnnotatedType type) {
        Matches matches = type.getAnnotation(Matches.class);
        return new Constraints(
                type.getAnnotation(Length.class),
                type.getAnnotation(Range.class),
                matches == null ? null : Pattern.compile(matches.value()),
                matches == null ? "" : matches.says());
    }

    void checkLength(int actual, @Nullable String printed, String path, Violations violations) {
        if (length == null) {
            return;
        }
        if (actual < length.min()) {
            violations.add(printed, path, "Member must have length greater than or equal to " + length.min());
        }
        if (actual > length.max()) {
            violations.add(printed, path, "Member must have length less than or equal to " + length.max());
        }
    }

    void checkRange(long actual, String path, Violations violations) {
        if (range == null) {
            return;
        }
        if (actual < range.min()) {
            violations.add(quoted(actual), path, "Member must have value greater than or equal to " + range.min());
        }
        if (actual > range.max()) {
            violations.add(quoted(actual), path, "Member must have value less than or equal to " + range.max());
        }
    }

    /// A text that is too long is refused already, and is not matched: a pattern may take much of the
    /// stack.
    void checkPattern(String actual, @Nullable String printed, String path, Violations violations) {
        boolean tooLong = length != null && actual.length() > 2L * length.max();
        if (pattern != null && !tooLong && !pattern.matcher(actual).matches()) {
            if (!says.isEmpty()) {
                violations.addAlone(says.formatted(path));
            }
            violations.add(printed, path, "Member must satisfy regular expression pattern: " + pattern.pattern());
        }
    }

    static String quoted(Object value) {
        return "'" + value + "'";
    }
}
