package dev.trent.seal;

/// A wrapped secret does not open: another root key wrapped it, or it is damaged.
public final class WrongRootKeyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    WrongRootKeyException(String name) {
        super("The root key does not open '" + name + "': it belongs to other data, or the data is damaged.");
    }
}
