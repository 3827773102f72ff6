package dev.trent.wire;

import dev.trent.aws.AwsError;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The violated constraints of one request. The first few of them are refused together, in AWS's words.
final class Violations {
    /// The most violations that a refusal names. The check stops at the next one.
    static final int KEPT_MAX = 10;

    private final List<String> found = new ArrayList<>(0);
    private final List<String> constraints = new ArrayList<>(0);
    private @Nullable String alone;

    /// Adds a violation, unless the limit is reached.
    ///
    /// @param value in its printed form, with quotes; null to leave it out
    void add(@Nullable String value, String path, String constraint) {
        if (full()) {
            return;
        }
        found.add("Value" + (value == null ? "" : " " + value) + " at '" + path + "' failed to satisfy constraint: "
                + constraint);
        constraints.add(constraint);
    }

    /// Moves the violations of a list's elements to the list as a whole. The value and the place of an element
    /// are not printed.
    void moveTo(Violations outer, @Nullable String list, String path) {
        for (String constraint : constraints) {
            outer.add(list, path, "Member must satisfy constraint: [" + constraint + "]");
        }
        if (alone != null) {
            outer.addAlone(alone);
        }
    }

    /// Adds a refusal that AWS gives alone, without other violations.
    void addAlone(String refusal) {
        if (alone == null) {
            alone = refusal;
        }
    }

    /// Returns whether the limit is reached.
    boolean full() {
        return found.size() == KEPT_MAX;
    }

    boolean none() {
        return found.isEmpty() && alone == null;
    }

    /// Throws ValidationException if there is a violation.
    void refuse() {
        if (alone != null) {
            throw AwsError.VALIDATION.because(alone);
        }
        if (!found.isEmpty()) {
            String errors = found.size() == 1 ? "1 validation error" : found.size() + " validation errors";
            throw AwsError.VALIDATION.because(errors + " detected: " + String.join("; ", found));
        }
    }
}
