package dev.trent.policy;

import java.util.List;

/// A statement of which it is open whether it applies: that depends on values that are not known.
///
/// @param parts what of it does; all of them must be satisfied for the statement to apply
public record Open(Statement statement, List<Part> parts) {
    /// Copies the list.
    public Open {
        parts = List.copyOf(parts);
    }

    /// One condition, or the resources if variables stand in them.
    ///
    /// @param key the condition key as written; `Resource` or `NotResource`
    /// @param operator the operator as written
    /// @param wanted the values as written
    public record Part(String key, String operator, List<String> wanted) {
        /// Copies the list.
        public Part {
            wanted = List.copyOf(wanted);
        }
    }
}
