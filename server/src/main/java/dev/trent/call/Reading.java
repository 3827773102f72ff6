package dev.trent.call;

/// An operation that changes no stored facts.
public non-sealed interface Reading<Q extends Record, R extends Record> extends Operation<Q, R> {
    /// Checks, permits, acts and answers, or refuses with an [dev.trent.aws.AwsException].
    R perform(Invocation call, Q request);

    @Override
    default boolean readOnly() {
        return true;
    }
}
