package dev.trent.store;

/// A commit was not confirmed: whether the change is stored is unknown.
public final class UnconfirmedException extends StoreException {
    private static final long serialVersionUID = 1L;

    UnconfirmedException(StoreException failure) {
        super(String.valueOf(failure.getMessage()), failure.getCause());
    }
}
