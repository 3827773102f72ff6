package dev.trent.call;

import dev.trent.store.Change;

/// An operation that changes what is stored.
public non-sealed interface Writing<Q extends Record, R extends Record> extends Operation<Q, R> {
    /// Checks, permits and prepares what takes long, or refuses with an [dev.trent.aws.AwsException].
    ///
    /// @return the one change, which checks again what may have become different meanwhile, and gives the
    ///     answer; it is stored together with the record of the call
    Change<R> prepare(Invocation call, Q request);

    @Override
    default boolean readOnly() {
        return false;
    }
}
