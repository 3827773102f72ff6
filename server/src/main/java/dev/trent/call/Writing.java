package dev.trent.call;

import dev.trent.store.Change;

/// An operation that changes stored facts.
public non-sealed interface Writing<Q extends Record, R extends Record> extends Operation<Q, R> {
    /// Checks, permits and does the slow work, or refuses with an [dev.trent.aws.AwsException].
    ///
    /// @return the change, which is stored together with the record of the call. It checks again the facts that
    ///     may be different by then, and gives the answer.
    Change<R> prepare(Invocation call, Q request);

    @Override
    default boolean readOnly() {
        return false;
    }
}
