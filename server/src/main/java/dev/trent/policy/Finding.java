package dev.trent.policy;

import java.util.List;

/// Why a statement applies to a request, or the first reason why it does not.
public sealed interface Finding {
    /// Returns the statement.
    Statement statement();

    /// The statement applies.
    ///
    /// @param naming how it names the requester
    record Applies(Statement statement, Naming naming) implements Finding {}

    /// The statement is about other principals.
    ///
    /// @param negated whether the statement says `NotPrincipal`
    /// @param wanted the principals as written
    /// @param found the requester's ARN
    record OtherPrincipal(Statement statement, boolean negated, List<String> wanted, String found) implements Finding {}

    /// The statement is about other actions.
    ///
    /// @param negated whether the statement says `NotAction`
    /// @param wanted the actions as written; empty if the statement has none
    /// @param found the action asked for
    record OtherAction(Statement statement, boolean negated, List<String> wanted, String found) implements Finding {}

    /// The statement is about other resources.
    ///
    /// @param negated whether the statement says `NotResource`
    /// @param wanted the resources as written; empty if the statement has none
    /// @param found the resource of the request
    record OtherResource(Statement statement, boolean negated, List<String> wanted, String found) implements Finding {}

    /// A condition does not hold.
    ///
    /// @param operator the operator as written
    /// @param key the condition key as written
    /// @param wanted the values as written
    /// @param found the request's values; empty if the key is absent
    record ConditionFails(Statement statement, String operator, String key, List<String> wanted, List<String> found)
            implements Finding {}
}
