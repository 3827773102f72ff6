package dev.trent.store;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What is to be changed, once everything that takes long is done: a short piece of work in one transaction.
///
/// It may be run again after a conflict or beside a change that failed, so it has no effect but through its
/// [Tx].
@FunctionalInterface
public interface Change<R extends @Nullable Object> {
    /// Changes what is stored, or refuses by throwing; then nothing is stored.
    R in(Tx tx);

    /// Frees what was prepared for a change of which nothing is stored; called once, after the last attempt.
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
