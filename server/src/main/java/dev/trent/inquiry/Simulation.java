package dev.trent.inquiry;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What would become of a request.
///
/// @param allowed whether it would be served, as far as authorization goes
/// @param message what the caller would be told; empty if it is allowed
/// @param decidedBy what decides, a policy with its statement or a grant each
/// @param missing the condition keys that the policies look at and that no value was given for
/// @param callerSide why it is denied, as the caller's account may see it; null if it is allowed
/// @param keySide why it is denied, as the key's account may see it; null if it is allowed or no key was found
public record Simulation(
        boolean allowed,
        String message,
        List<String> decidedBy,
        List<String> missing,
        Explanation.@Nullable Side callerSide,
        Explanation.@Nullable Side keySide) {
    /// Copies the lists.
    public Simulation {
        decidedBy = List.copyOf(decidedBy);
        missing = List.copyOf(missing);
    }

    /// Returns the answer in plain words, lines ended by line feeds.
    public String words() {
        StringBuilder words = new StringBuilder(allowed ? "allowed\n" : "denied: " + message + "\n");
        decidedBy.forEach(by -> words.append("  by ").append(by).append('\n'));
        missing.forEach(key -> words.append("  without a value for ")
                .append(key)
                .append(", which a policy or grant looks at: with one the answer may differ\n"));
        if (callerSide != null) {
            words.append("\nThe caller's side\n-----------------\n").append(callerSide.words());
        }
        if (keySide != null) {
            words.append("\nThe key's side\n--------------\n").append(keySide.words());
        }
        return words.toString();
    }
}
