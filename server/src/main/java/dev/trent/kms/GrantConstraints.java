package dev.trent.kms;

import static dev.trent.aws.AwsError.VALIDATION;

import dev.trent.aws.ContextSize;
import dev.trent.keys.GrantConstraint;
import dev.trent.wire.Logged;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The constraint of a grant in the form of the API: one of two maps, or the resource that a service acts for.
///
/// Source:
/// [GrantConstraints](https://docs.aws.amazon.com/kms/latest/APIReference/API_GrantConstraints.html).
public record GrantConstraints(
        @Logged @Nullable Map<String, String> encryptionContextSubset,
        @Logged @Nullable Map<String, String> encryptionContextEquals,
        @Logged @Nullable String sourceArn) {
    private static final int PAIRS_MAX = 8;
    private static final int VALUE_CHARACTERS_MAX = 384;

    /// Returns the constraint in its stored form; null if it requires no pair.
    ///
    /// Errors: ValidationException.
    static @Nullable GrantConstraint read(@Nullable GrantConstraints written) {
        if (written == null) {
            return null;
        }
        if (written.sourceArn() != null) {
            // Only calls that a service makes for a user have a source. Without this constraint, the grant
            // would allow more.
            throw VALIDATION.because("SourceArn is a constraint on calls by AWS services, which do not call here.");
        }
        checkSize(written.encryptionContextSubset());
        checkSize(written.encryptionContextEquals());
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

    /// Returns the constraint in the form of the API.
    static @Nullable GrantConstraints of(@Nullable GrantConstraint stored) {
        if (stored == null) {
            return null;
        }
        return switch (stored.type()) {
            case EncryptionContextEquals -> new GrantConstraints(null, stored.pairs(), null);
            case EncryptionContextSubset -> new GrantConstraints(stored.pairs(), null, null);
        };
    }

    private static void checkSize(@Nullable Map<String, String> pairs) {
        if (pairs != null && pairs.size() > PAIRS_MAX) {
            throw VALIDATION.because("A grant constraint has at most " + PAIRS_MAX + " encryption context pairs.");
        }
        ContextSize.check(pairs);
    }

    private static Map<String, String> checked(Map<String, String> pairs) {
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
