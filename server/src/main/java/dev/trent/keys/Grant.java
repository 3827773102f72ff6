package dev.trent.keys;

import dev.trent.aws.Arn;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A permission for one principal to use one key. It can only allow, and it does not expire.
///
/// @param key the ARN of the key
/// @param keyId the id of the key
/// @param grantId 64 lower-case hexadecimal digits
/// @param name a name from its creator; empty if it has no name
/// @param grantee the principal with the permission: a unique id if the principal has one, else an ARN
/// @param retiring the principal that may retire the grant, in the same form; null if there is none
/// @param issuingAccount the account of its creator, twelve digits
/// @param operations the allowed operations, at least one
/// @param constraint the encryption contexts that the grant allows; null for all
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

    /// Copies the operations.
    public Grant {
        operations = Set.copyOf(operations);
    }

    /// Returns whether the holder of this grant may create the given one: it needs the same operations or
    /// fewer, and a constraint at least as strict.
    ///
    /// Source: AWS KMS Developer Guide, "Creating grants", on grants of CreateGrant permission.
    public boolean covers(Set<GrantOperation> child, @Nullable GrantConstraint childConstraint) {
        return operations.containsAll(child)
                && (constraint == null || (childConstraint != null && childConstraint.isWithin(constraint)));
    }

    /// Returns the stored forms of the principals that the grant itself allows to end it.
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

    /// Returns whether another grant gives the same rights to the same principals under the same name.
    boolean sameAs(Grant other) {
        return name.equals(other.name)
                && grantee.equals(other.grantee)
                && Objects.equals(retiring, other.retiring)
                && issuingAccount.equals(other.issuingAccount)
                && operations.equals(other.operations)
                && Objects.equals(constraint, other.constraint);
    }
}
