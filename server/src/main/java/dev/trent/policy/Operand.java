package dev.trent.policy;

/// One value that a condition asks for, compiled: does a value of the request satisfy it?
///
/// A value that cannot be read as the operator's type, on either side, equals no value and has no order.
interface Operand {
    boolean accepts(String found, RequestContext context);

    /// Returns whether all policy variables in the value have a value in this request.
    default boolean isResolvable(RequestContext context) {
        return true;
    }
}
