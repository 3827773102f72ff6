package dev.trent.kms;

import static dev.trent.aws.AwsError.VALIDATION;

import dev.trent.keys.GrantConstraint;
import dev.trent.wire.Logged;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The constraint of a grant as the API writes it: one of two maps, or the resource that a service calls
/// for.
///
/// Source:
/// [GrantConstraints](https://docs.aws.amazon.com/kms/latest/APIReference/API_GrantConstraints.html).
public record GrantConstraints(
        @Logged @Nullable Map<String, String> encryptionContextSubset,
        @Logged @Nullable Map<String, String> encryptionContextEquals,
        @Logged @Nullable String sourceArn) {
    private static final int PAIRS_MAX = 8;
    private static final int VALUE_CHARACTERS_MAX = 384;

    /// Returns the constraint as it is stored; null if no pair is demanded.
    ///
    /// Errors: ValidationException.
    static @Nullable GrantConstraint read(@Nullable GrantConstraints written) {
        if (written == null) {
            return null;
        }
        if (written.sourceArn() != null) {
            // Only a call that a service makes for a user has a source; a grant without the constraint would be looser.
            throw VALIDATION.because("SourceArn is a constraint on calls by AWS services, which do not call here.");
        }
        Map<String, String> subset = written.encryptionContextSubset();
        Map<String, String> equals = written.encryptionContextEquals();
        if (subset != null && !subset.isEmpty() && equals != null && !equals.isEmpty()) {
            throw VALIDATION.because(
                    "A grant takes EncryptionContextSubset or EncryptionContextEquals as its constraint, not both.");
        }
        if (equals != null && !equals.isEmpty()) {
            return new GrantConstraint(GrantConstraint.Type.EncryptionContextEquals, checked(equals));
        }
        if (subset != null && !subset.isEmpty()) {
            return new GrantConstraint(GrantConstraint.Type.EncryptionContextSubset, checked(subset));
        }
        return null;
    }

    /// Returns the constraint as the API shows it.
    static @Nullable GrantConstraints of(@Nullable GrantConstraint stored) {
        if (stored == null) {
            return null;
        }
        return switch (stored.type()) {
            case EncryptionContextEquals -> new GrantConstraints(null, stored.pairs(), null);
            case EncryptionContextSubset -> new GrantConstraints(stored.pairs(), null, null);
        };
    }

    private static Map<String, String> checked(Map<String, String> pairs) {
        if (pairs.size() > PAIRS_MAX) {
            throw VALIDATION.because("A grant constraint has at most " + PAIRS_MAX + " encryption context pairs.");
        }
        for (Map.Entry<String, String> pair : pairs.entrySet()) {
            if (pair.getValue().length() > VALUE_CHARACTERS_MAX) {
                throw VALIDATION.because("A value in a grant constraint has at most " + VALUE_CHARACTERS_MAX
                        + " characters; that of '" + pair.getKey() + "' has more.");
            }
            if (pair.getKey().indexOf('\0') >= 0 || pair.getValue().indexOf('\0') >= 0) {
                throw VALIDATION.because("A grant constraint cannot hold the character U+0000.");
            }
        }
        return pairs;
    }
}
