package dev.trent.keys;

import java.util.Map;

/// The encryption contexts that a grant allows. Keys and values are compared exactly.
///
/// @param type how a request's context is compared with the pairs
/// @param pairs at least one pair
public record GrantConstraint(Type type, Map<String, String> pairs) {

    /// The ways to compare a context with the pairs, by the values of the condition key
    /// `kms:GrantConstraintType`.
    public enum Type {
        /// The context has exactly these pairs.
        EncryptionContextEquals,
        /// The context has these pairs and may have others.
        EncryptionContextSubset
    }

    /// Copies the pairs.
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
