package dev.trent.keys;

import java.util.Map;

/// Which encryption contexts a grant is good for; keys and values are compared exactly.
///
/// @param type how the request's context is held against the pairs
/// @param pairs at least one
public record GrantConstraint(Type type, Map<String, String> pairs) {

    /// How a context is held against a constraint, by the names of the condition `kms:GrantConstraintType`.
    public enum Type {
        /// The context has exactly these pairs.
        EncryptionContextEquals,
        /// The context has these pairs, and may have more.
        EncryptionContextSubset
    }

    /// Keeps its own copy.
    public GrantConstraint {
        pairs = Map.copyOf(pairs);
    }

    /// Returns whether a context satisfies the constraint.
    public boolean accepts(Map<String, String> context) {
        return switch (type) {
            case EncryptionContextEquals -> context.equals(pairs);
            case EncryptionContextSubset -> context.entrySet().containsAll(pairs.entrySet());
        };
    }

    /// Returns whether every context that satisfies this constraint satisfies the other.
    public boolean isWithin(GrantConstraint other) {
        return switch (other.type) {
            case EncryptionContextEquals -> type == Type.EncryptionContextEquals && pairs.equals(other.pairs);
            case EncryptionContextSubset -> pairs.entrySet().containsAll(other.pairs.entrySet());
        };
    }
}
