package dev.trent.call;

/// An operation that changes no stored facts.
public non-sealed interface Reading<Q extends Record, R extends Record> extends Operation<Q, R> {
    /// Checks, permits, acts and answers, or refuses with an [dev.trent.aws.AwsException].
    R perform(Invocation call, Q request);

    /// Returns whether a loop of connections may try to perform the operation, see [dev.trent.aws.Loop]. With all
    /// facts in memory it then takes less than some 100 µs, and it leaves the loop before it waits.
    default boolean quick() {
        return false;
    }

    @Override
    default boolean readOnly() {
        return true;
    }
}
