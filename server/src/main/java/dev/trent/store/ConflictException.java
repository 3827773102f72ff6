package dev.trent.store;

import java.sql.SQLException;

/// The engine rolled this transaction back in favour of another one. Nothing of it was stored, and it may run
/// again.
final class ConflictException extends StoreException {
    private static final long serialVersionUID = 1L;

    ConflictException(SQLException cause) {
        super("The transaction conflicted with another one.", cause);
    }
}
