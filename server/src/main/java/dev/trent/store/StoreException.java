package dev.trent.store;

import org.jspecify.annotations.Nullable;

/// The database did not do what was asked; the cause, where there is one, is the driver's.
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
