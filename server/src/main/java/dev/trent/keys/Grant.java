package dev.trent.keys;

import dev.trent.aws.Arn;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A permission to use one key, given to one principal; it can only allow, and it does not expire.
///
/// @param key the ARN of the key
/// @param keyId the id of the key
/// @param grantId 64 lower-case hexadecimal digits
/// @param name what its creator calls it; empty if it has no name
/// @param grantee whom it is given to: a unique id where the principal has one, else an ARN
/// @param retiring who may retire it, in the same form; null if nobody was named
/// @param issuingAccount the account of its creator, twelve digits
/// @param operations what it allows, at least one
/// @param constraint which encryption contexts it is good for; null for all
public record Grant(
        Arn key,
        String keyId,
        String grantId,
        String name,
        String grantee,
        @Nullable String retiring,
        String issuingAccount,
        Set<GrantOperation> operations,
        @Nullable GrantConstraint constraint,
        Instant created) {

    /// Keeps its own copy.
    public Grant {
        operations = Set.copyOf(operations);
    }

    /// Returns whether whoever holds this grant may give another one on: no operation more, no constraint
    /// looser.
    ///
    /// Source: AWS KMS Developer Guide, "Creating grants", on grants of CreateGrant permission.
    public boolean covers(Set<GrantOperation> child, @Nullable GrantConstraint childConstraint) {
        return operations.containsAll(child)
                && (constraint == null || (childConstraint != null && childConstraint.isWithin(constraint)));
    }

    /// Returns who may end this grant by the right that it gives itself, as they are stored.
    public List<String> retirers() {
        List<String> retirers = new ArrayList<>();
        if (retiring != null) {
            retirers.add(retiring);
        }
        if (operations.contains(GrantOperation.RetireGrant)) {
            retirers.add(grantee);
        }
        retirers.add(key.rootOf(issuingAccount).toString());
        return retirers;
    }

    /// Returns whether another grant gives the same to the same principals under the same name.
    boolean sameAs(Grant other) {
        return name.equals(other.name)
                && grantee.equals(other.grantee)
                && Objects.equals(retiring, other.retiring)
                && issuingAccount.equals(other.issuingAccount)
                && operations.equals(other.operations)
                && Objects.equals(constraint, other.constraint);
    }
}
