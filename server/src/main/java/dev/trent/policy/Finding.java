package dev.trent.policy;

import java.util.List;

/// Why a statement applies to a request, or one reason why it does not.
///
/// The values of policies have their variables replaced by the request's values. A variable without a value
/// stays as written.
public sealed interface Finding {
    /// Returns the statement.
    Statement statement();

    /// The statement applies.
    ///
    /// @param naming how it names the requester
    /// @param conditions its conditions, all of which hold
    record Applies(Statement statement, Naming naming, List<Compared> conditions) implements Finding {}

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
    /// @param wanted the resources as shown; empty if the statement has none
    /// @param found the resource of the request
    /// @param unresolved the condition keys of variables that have no value in the request
    record OtherResource(
            Statement statement, boolean negated, List<String> wanted, String found, List<String> unresolved)
            implements Finding {}

    /// A condition does not hold.
    record ConditionFails(Statement statement, Compared condition) implements Finding {}

    /// A condition together with the values of the request.
    ///
    /// @param operator the operator as written
    /// @param key the condition key as written
    /// @param wanted the values as shown
    /// @param found the request's values; empty if the key is absent
    /// @param unresolved the condition keys of variables in the values that have no value in the request
    record Compared(String operator, String key, List<String> wanted, List<String> found, List<String> unresolved) {}
}
