package dev.trent.gateway;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A value that is made when it is first asked for. Two threads may make it at the same time; one of the two is kept,
/// and
/// nothing tells them apart.
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
            made = maker.get();
            value = made;
        }
        return made;
    }
}
