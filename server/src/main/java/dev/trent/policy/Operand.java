package dev.trent.policy;

/// One wanted value of a condition, compiled. It tells whether a value of the request satisfies it.
///
/// If either value cannot be read as the operator's type, the two are not equal and have no order.
interface Operand {
    boolean accepts(String found, RequestContext context);

    /// Returns whether all policy variables in the value have a value in this request.
    default boolean isResolvable(RequestContext context) {
        return true;
    }
}
