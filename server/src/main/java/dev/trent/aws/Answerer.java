package dev.trent.aws;

import java.util.function.Consumer;
import java.util.function.Function;

/// Answers calls, at once or later.
public interface Answerer {
    /// Begins to answer a call. It never waits on a thread that [Loop] marks, and it never throws.
    ///
    /// @param send gets the reply exactly once: before this method returns, or later and from any thread
    void answer(Call call, Consumer<Reply> send);

    /// Tells that every call which had arrived was begun. Their records are now written together.
    default void flush() {}

    /// Returns an answerer that answers before it returns. It may wait, so no loop may use it.
    static Answerer waiting(Function<Call, Reply> function) {
        return (call, send) -> send.accept(function.apply(call));
    }
}
