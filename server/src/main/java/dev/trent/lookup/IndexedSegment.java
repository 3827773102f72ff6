package dev.trent.lookup;

import dev.trent.audit.LogSegment;
import org.jspecify.annotations.Nullable;

/// What is known of the index of a segment. Whoever changes it holds the lock of [Indexes].
final class IndexedSegment {
    private volatile LogSegment log;
    private volatile @Nullable IndexHeader header;
    private boolean lookedFor;

    IndexedSegment(LogSegment log) {
        this.log = log;
    }

    long number() {
        return log.number();
    }

    LogSegment log() {
        return log;
    }

    /// Sets the segment as it was listed last: its file may have another name now.
    void listed(LogSegment now) {
        log = now;
    }

    /// Returns the header of its file; null if no good file is known.
    @Nullable
    IndexHeader header() {
        return header;
    }

    /// Returns whether a file was looked for.
    boolean lookedFor() {
        return lookedFor;
    }

    void stored(@Nullable IndexHeader found) {
        header = found;
        lookedFor = true;
    }
}
