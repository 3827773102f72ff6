package dev.trent.store;

import org.jspecify.annotations.Nullable;

/// The database failed. The cause, if there is one, is the driver's exception.
///
/// The message holds no value, no statement and no password.
public sealed class StoreException extends RuntimeException permits ConflictException, UnconfirmedException {
    private static final long serialVersionUID = 1L;

    StoreException(String message) {
        super(message);
    }

    StoreException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
