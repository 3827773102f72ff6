package dev.trent.policy;

import java.util.List;

/// An Allow statement that does not apply to a request, with every part that does not match the request.
///
/// @param statement the statement
/// @param mismatches the parts that the request does not satisfy, in the order of the check; at least one
public record NearMiss(Statement statement, List<Finding> mismatches) {

    /// Returns whether only conditions do not match.
    public boolean failsByConditionsOnly() {
        return mismatches.stream().allMatch(Finding.ConditionFails.class::isInstance);
    }

    /// Returns whether only the principal does not match.
    public boolean failsByPrincipalOnly() {
        return mismatches.size() == 1 && mismatches.getFirst() instanceof Finding.OtherPrincipal;
    }
}
