package dev.trent.seed;

import java.io.IOException;

/// A seed that cannot be applied. The message is for the writer of the file, and holds no secret.
public final class SeedException extends IOException {
    private static final long serialVersionUID = 1L;

    SeedException(String message) {
        super(message);
    }
}
