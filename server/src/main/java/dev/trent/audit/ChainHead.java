package dev.trent.audit;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// A record of the chain, by its number and its hash. The next record is linked to it.
///
/// @param hash 64 lower-case hexadecimal digits
public record ChainHead(long seq, String hash) {
    /// Returns the last record of a log that a server may be writing. The record is on disk when this returns.
    ///
    /// @param folder the folder of the log
    /// @return null if the log has none
    public static @Nullable ChainHead of(Path folder) throws IOException {
        return LogEnds.head(folder);
    }

    @Override
    public String toString() {
        return seq + ":" + hash;
    }

    /// Comes before the first record of a log.
    static final ChainHead START = new ChainHead(0, "0".repeat(64));
}
