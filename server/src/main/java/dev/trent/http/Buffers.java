package dev.trent.http;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/// Buffers of the size of a TLS record, lent to a connection for one record and cleared before the next gets
/// them.
///
/// A connection that waits has none: 16 kB twice for each of them would be most of what it costs.
final class Buffers {
    private static final int KEPT_MAX = 64;

    private final BlockingQueue<ByteBuffer> kept = new ArrayBlockingQueue<>(KEPT_MAX);

    /// Returns a buffer that is ready to be written to; whoever takes it gives it back.
    ByteBuffer take(int bytes) {
        ByteBuffer buffer = kept.poll();
        return buffer == null || buffer.capacity() < bytes ? ByteBuffer.allocate(bytes) : buffer.clear();
    }

    /// Takes a buffer back, and clears it whole: an engine may have written behind the position.
    void give(ByteBuffer buffer) {
        Arrays.fill(buffer.array(), (byte) 0);
        // Where enough are kept, this one is let go of.
        var _ = kept.offer(buffer);
    }
}
