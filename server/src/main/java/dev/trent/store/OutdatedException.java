package dev.trent.store;

/// The facts that a change was prepared from have changed. Nothing is stored; the change must be prepared
/// again.
public final class OutdatedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// Makes the exception.
    public OutdatedException() {
        super("The change was prepared from what is outdated.", null, false, false);
    }
}
