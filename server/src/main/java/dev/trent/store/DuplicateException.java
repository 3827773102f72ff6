package dev.trent.store;

/// A row was refused because another row has the same unique key.
///
/// The message names neither the key nor the statement. The transaction has ended: see [Tx].
public final class DuplicateException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DuplicateException(Throwable cause) {
        super("A row with the same unique key exists.", cause);
    }
}
