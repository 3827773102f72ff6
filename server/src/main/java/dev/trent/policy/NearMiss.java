package dev.trent.policy;

import java.util.List;

/// An Allow statement that does not apply to a request, with everything in it that would have to be other.
///
/// @param statement the statement
/// @param mismatches what the request does not satisfy, in the order in which statements are checked; at
///     least one
public record NearMiss(Statement statement, List<Finding> mismatches) {

    /// Returns whether the statement would apply if nothing but its conditions held.
    public boolean failsByConditionsOnly() {
        return mismatches.stream().allMatch(Finding.ConditionFails.class::isInstance);
    }

    /// Returns whether the statement would apply if it named the requester, and nothing else were other.
    public boolean failsByPrincipalOnly() {
        return mismatches.size() == 1 && mismatches.getFirst() instanceof Finding.OtherPrincipal;
    }
}
