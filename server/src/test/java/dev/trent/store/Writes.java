package dev.trent.store;

import java.util.function.Consumer;

/// Changes without a result, for tests.
public final class Writes {
    private Writes() {}

    /// Makes a change.
    public static void write(Store store, Consumer<Tx> change) {
        store.write(tx -> {
            change.accept(tx);
            return tx;
        });
    }
}
