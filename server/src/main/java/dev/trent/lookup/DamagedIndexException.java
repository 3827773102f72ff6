package dev.trent.lookup;

import java.io.IOException;

/// A file of the index is not as it was written. It can be made again from the log.
final class DamagedIndexException extends IOException {
    private static final long serialVersionUID = 1L;

    DamagedIndexException(String message) {
        super(message);
    }
}
