package dev.trent.audit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Set;
import java.util.function.BooleanSupplier;

/// Real segments on a disk that refuses to write, or to flush.
record BreakableSegments(Segment.Source segments, BooleanSupplier broken, BooleanSupplier unflushed)
        implements Segment.Source {
    @Override
    public Segment next() throws IOException {
        Segment segment = segments.next();
        return new Segment() {
            @Override
            public void write(ByteBuffer lines) throws IOException {
                requireWhole();
                segment.write(lines);
            }

            @Override
            public void force() throws IOException {
                if (unflushed.getAsBoolean()) {
                    throw new IOException("the disk does not flush");
                }
                segment.force();
            }

            @Override
            public void cut(long length) throws IOException {
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
    public void close() throws IOException {
        segments.close();
    }

    @Override
    public void removeFound(long from, Set<ByteBuffer> lines) throws IOException {
        segments.removeFound(from, lines);
    }

    @Override
    public void probe() throws IOException {
        requireWhole();
        segments.probe();
    }

    private void requireWhole() throws IOException {
        if (broken.getAsBoolean()) {
            throw new IOException("the disk is broken");
        }
    }
}
