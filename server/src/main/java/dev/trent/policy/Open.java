package dev.trent.policy;

import java.util.List;

/// A statement that may or may not apply: this depends on unknown values.
///
/// @param parts the parts that depend on these values; the statement applies only if all of them are satisfied
public record Open(Statement statement, List<Part> parts) {
    /// Copies the list.
    public Open {
        parts = List.copyOf(parts);
    }

    /// One condition; or the resources, if they contain variables.
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
