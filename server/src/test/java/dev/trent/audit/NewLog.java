package dev.trent.audit;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Set;

/// A log in memory that begins with its first record, and always has room.
abstract class NewLog implements Segment.Source {
    @Override
    public LogEnd end() {
        return new LogEnd("", ChainHead.START);
    }

    @Override
    public byte[] header(ChainHead previous) {
        return new SegmentHeader("", number(), previous.hash(), Instant.EPOCH, false).line();
    }

    @Override
    public boolean roomy() {
        return true;
    }

    @Override
    public void removeFound(long from, Set<ByteBuffer> lines) {
        throw new AssertionError("nothing is looked for here");
    }

    @Override
    public void close() {
        // There is nothing to close.
    }
}
