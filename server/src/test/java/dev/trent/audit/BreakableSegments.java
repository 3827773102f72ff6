package dev.trent.audit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Set;
import java.util.function.Supplier;

/// Real segments on a disk with a fault.
record BreakableSegments(Segment.Source segments, Supplier<Fault> fault) implements Segment.Source {
    enum Fault {
        NONE,
        /// A write fails after half of its blocks.
        SHORT_WRITE,
        /// A write fails.
        BROKEN,
        /// A write fails, and so does every attempt to make room.
        FULL,
        /// What was written is not flushed.
        UNFLUSHED,
        /// What was written is not flushed, and cannot be cut off.
        UNFLUSHED_AND_UNCUT,
        /// The disk says that it has written and flushed, and has not.
        LYING;

        private void requireNot(Fault... faults) throws IOException {
            if (Set.of(faults).contains(this)) {
                throw new IOException("the disk has the fault " + this);
            }
        }
    }

    @Override
    public Segment next() throws IOException {
        fault.get().requireNot(Fault.FULL);
        Segment segment = segments.next();
        return new Segment() {
            @Override
            public void write(ByteBuffer blocks) throws IOException {
                Fault now = fault.get();
                now.requireNot(Fault.BROKEN, Fault.FULL);
                if (now == Fault.SHORT_WRITE) {
                    int half = blocks.remaining() / 2 / Chain.BLOCK_BYTES * Chain.BLOCK_BYTES;
                    segment.write(blocks.slice(0, half));
                    now.requireNot(Fault.SHORT_WRITE);
                }
                if (now == Fault.LYING) {
                    ByteBuffer nothing = ByteBuffer.allocateDirect(blocks.remaining() + Chain.BLOCK_BYTES)
                            .alignedSlice(Chain.BLOCK_BYTES)
                            .limit(blocks.remaining());
                    segment.write(nothing);
                    return;
                }
                segment.write(blocks);
            }

            @Override
            public void force() throws IOException {
                fault.get().requireNot(Fault.UNFLUSHED, Fault.UNFLUSHED_AND_UNCUT);
                segment.force();
            }

            @Override
            public void cut(long length) throws IOException {
                fault.get().requireNot(Fault.UNFLUSHED_AND_UNCUT);
                segment.cut(length);
            }

            @Override
            public long capacity() {
                return segment.capacity();
            }

            @Override
            public void check() throws IOException {
                segment.check();
            }

            @Override
            public void close() throws IOException {
                segment.close();
            }
        };
    }

    @Override
    public long number() {
        return segments.number();
    }

    @Override
    public LogEnd end() {
        return segments.end();
    }

    @Override
    public byte[] header(ChainHead previous) {
        return segments.header(previous);
    }

    @Override
    public boolean roomy() {
        return segments.roomy();
    }

    @Override
    public void removeFound(long from, Set<ByteBuffer> lines) throws IOException {
        segments.removeFound(from, lines);
    }

    @Override
    public void probe() throws IOException {
        if (fault.get() != Fault.NONE) {
            throw new IOException("the disk has the fault " + fault.get());
        }
        segments.probe();
    }

    @Override
    public void close() throws IOException {
        segments.close();
    }
}
