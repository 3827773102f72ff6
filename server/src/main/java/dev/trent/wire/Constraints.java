package dev.trent.wire;

import dev.trent.aws.Cut;
import java.lang.reflect.AnnotatedType;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The constraints on one value, read from its annotations, with AWS's refusal texts.
///
/// @param lengthMax the greatest length; it is set also if the model has no limit
/// @param pattern matched against the whole value; nearly all patterns of the API model are single character
///     classes, and match in one pass
/// @param says the whole refusal if AWS has a special sentence for this value; else empty
record Constraints(
        @Nullable Length length,
        int lengthMax,
        @Nullable Range range,
        @Nullable Pattern pattern,
        String says) {
    /// The most characters of a value that a refusal repeats.
    static final int QUOTED_CHARACTERS_MAX = 1024;

    static final Constraints NONE = new Constraints(null, Integer.MAX_VALUE, null, null, "");

    static Constraints of(AnnotatedType type) {
        Matches matches = type.getAnnotation(Matches.class);
        Length length = type.getAnnotation(Length.class);
        return new Constraints(
                length,
                length == null ? Integer.MAX_VALUE : length.max(),
                type.getAnnotation(Range.class),
                matches == null ? null : Pattern.compile(matches.value()),
                matches == null ? "" : matches.says());
    }

    /// Returns the same constraints with a greatest length. For values without a limit in the API model.
    Constraints atMost(int lengthMax) {
        return length != null && length.max() <= lengthMax
                ? this
                : new Constraints(length, lengthMax, range, pattern, says);
    }

    /// Returns whether a text keeps all constraints of its length and pattern. Nearly every text does, so nothing is
    /// prepared for a refusal here.
    boolean admits(int actual, CharSequence text) {
        return (length == null || actual >= length.min())
                && actual <= lengthMax
                && (pattern == null || pattern.matcher(text).matches());
    }

    /// Returns whether a value is not too long. A value that is too long is not read further.
    boolean checkLength(int actual, @Nullable String printed, String path, Violations violations) {
        if (length != null && actual < length.min()) {
            violations.add(printed, path, "Member must have length greater than or equal to " + length.min());
        }
        if (actual > lengthMax) {
            violations.add(printed, path, "Member must have length less than or equal to " + lengthMax);
        }
        return actual <= lengthMax;
    }

    void checkRange(long actual, String path, Violations violations) {
        if (range == null) {
            return;
        }
        if (actual < range.min()) {
            violations.add(
                    quoted(Long.toString(actual)),
                    path,
                    "Member must have value greater than or equal to " + range.min());
        }
        if (actual > range.max()) {
            violations.add(
                    quoted(Long.toString(actual)), path, "Member must have value less than or equal to " + range.max());
        }
    }

    void checkPattern(CharSequence actual, @Nullable String printed, String path, Violations violations) {
        if (pattern != null && !pattern.matcher(actual).matches()) {
            if (!says.isEmpty()) {
                violations.addAlone(says.formatted(path));
            }
            violations.add(printed, path, "Member must satisfy regular expression pattern: " + pattern.pattern());
        }
    }

    /// Returns the text of a value for a refusal; a long value is cut.
    static String quoted(String value) {
        return "'" + Cut.to(value, QUOTED_CHARACTERS_MAX) + "'";
    }

    /// Returns the text of a list for a refusal. Only the shown elements are turned into text.
    static String quoted(List<?> values) {
        StringBuilder text = new StringBuilder("[");
        for (int i = 0; i < values.size() && text.length() <= QUOTED_CHARACTERS_MAX; i++) {
            text.append(i == 0 ? "" : ", ").append(Cut.to(values.get(i).toString(), QUOTED_CHARACTERS_MAX));
        }
        return quoted(text.append(']').toString());
    }
}
