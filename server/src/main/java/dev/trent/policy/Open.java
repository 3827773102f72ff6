package dev.trent.policy;

import java.util.List;

/// A statement that may apply or not: this depends on values that are not known.
///
/// @param parts the parts that depend on those values; the statement applies only if all of them are satisfied
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
