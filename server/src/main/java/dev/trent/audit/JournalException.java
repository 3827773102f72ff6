package dev.trent.audit;

/// It is not certain that a record is on disk. The recorded call must not be answered.
public final class JournalException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    JournalException(String message, Throwable cause) {
        super(message, cause);
    }

    JournalException(String message) {
        super(message);
    }
}
