package dev.trent.store;

/// What a change was prepared from is another by now: nothing is stored, and it is to be prepared anew.
public final class OutdatedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// Makes the exception.
    public OutdatedException() {
        super("The change was prepared from what is outdated.", null, false, false);
    }
}
