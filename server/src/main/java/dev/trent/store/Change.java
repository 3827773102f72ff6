package dev.trent.store;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A change of stored facts: a short piece of work in one transaction. All slow work is done before.
///
/// It may run again after a conflict, or after another change of its batch failed. So all its effects go
/// through its [Tx].
@FunctionalInterface
public interface Change<R extends @Nullable Object> {
    /// Makes the change. To refuse, it throws. Then nothing is stored.
    R in(Tx tx);

    /// Frees prepared resources if the caller gets no result, even if the change is stored. The ledger of audit
    /// records calls it once, after the last attempt. [Store#write] does not call it.
    default void abandon() {}

    /// Returns this change with another result.
    default <S extends @Nullable Object> Change<S> map(Function<R, S> function) {
        Change<R> change = this;
        return new Change<>() {
            @Override
            public S in(Tx tx) {
                return function.apply(change.in(tx));
            }

            @Override
            public void abandon() {
                change.abandon();
            }
        };
    }
}
