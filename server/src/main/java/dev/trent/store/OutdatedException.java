package dev.trent.store;

/// A change was prepared from facts that have changed since. Nothing is stored. The change must be prepared
/// again.
public final class OutdatedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// Makes the exception.
    public OutdatedException() {
        super("The change was prepared from what is outdated.", null, false, false);
    }
}
