package dev.trent.store;

/// A commit was not confirmed. It is not known whether the change is stored.
public final class UnconfirmedException extends StoreException {
    private static final long serialVersionUID = 1L;

    UnconfirmedException(StoreException failure) {
        super(String.valueOf(failure.getMessage()), failure.getCause());
    }
}
