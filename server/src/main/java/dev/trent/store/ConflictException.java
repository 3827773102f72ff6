package dev.trent.store;

import java.sql.SQLException;

/// The engine gave this transaction up for the sake of another; nothing of it was stored, and it may be run
/// again.
final class ConflictException extends StoreException {
    private static final long serialVersionUID = 1L;

    ConflictException(SQLException cause) {
        super("The transaction conflicted with another one.", cause);
    }
}
