package dev.trent.gateway;

import dev.trent.aws.Loop;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A value that is made at its first use. Two threads may make it at the same time. One of the two equal values
/// is kept.
final class OnDemand<T> {
    private final Supplier<T> maker;
    private volatile @Nullable T value;

    /// @param maker makes an immutable value, the same one each time
    OnDemand(Supplier<T> maker) {
        this.maker = maker;
    }

    T get() {
        T made = value;
        if (made == null) {
            // It takes milliseconds.
            Loop.leave();
            made = maker.get();
            value = made;
        }
        return made;
    }
}
