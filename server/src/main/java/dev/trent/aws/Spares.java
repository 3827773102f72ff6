package dev.trent.aws;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Objects that are dear to make and that one thread at a time uses, such as a cipher or a buffer. A thread takes
/// one, uses it and gives it back.
///
/// A few places keep the objects for all threads. A thread that finds none makes one; an object that finds no
/// place is garbage. So nothing belongs to a thread, nothing waits, and any number of virtual threads cost
/// nothing. After an exception the object is not given back, because its state is unknown.
///
/// SAFE: what a kept object still holds stays in memory until its next use. So nothing that promises to forget a
/// secret keeps the secret in it: either it clears the object before it gives it back, or it says why not.
public final class Spares<T> {
    private static final int PLACES = 8;

    /// The distance of two places, so that two processors do not share a cache line.
    private static final int STRIDE = 16;

    private final Supplier<T> maker;
    private final AtomicReferenceArray<@Nullable T> places = new AtomicReferenceArray<>(PLACES * STRIDE);

    /// Keeps objects of one kind.
    public Spares(Supplier<T> maker) {
        this.maker = maker;
    }

    /// Returns an object that nobody else uses until it is given back.
    public T take() {
        T spare = places.getAndSet(place(), null);
        return spare == null ? maker.get() : spare;
    }

    /// Takes an object back. The caller must not use it any more.
    public void giveBack(T spare) {
        places.lazySet(place(), spare);
    }

    private static int place() {
        return (int) (Thread.currentThread().threadId() % PLACES) * STRIDE;
    }
}
