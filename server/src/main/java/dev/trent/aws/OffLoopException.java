package dev.trent.aws;

/// Tells that a call has to be answered by another thread; see [Loop]. It has no stack trace, because it is not
/// a failure and must cost little.
public final class OffLoopException extends RuntimeException {
    private static final long serialVersionUID = 1;

    OffLoopException() {
        super("This work does not belong on a loop.", null, false, false);
    }
}
