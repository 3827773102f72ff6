package dev.trent.http;

import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/// Buffers of the size of a TLS record, lent to a connection for one record and cleared before the next gets
/// them.
///
/// A waiting connection has no buffer: two buffers of 16 kB would be most of its cost.
final class Buffers {
    private static final int KEPT_MAX = 64;

    private final BlockingQueue<byte[]> kept = new ArrayBlockingQueue<>(KEPT_MAX);

    /// Returns a buffer of zeros. The taker gives it back.
    ///
    /// @param bytes the least size
    byte[] take(int bytes) {
        byte[] buffer = kept.poll();
        return buffer == null || buffer.length < bytes ? new byte[bytes] : buffer;
    }

    /// Takes a buffer back, and clears all of it: an engine may have written more than it reports.
    void give(byte[] buffer) {
        Arrays.fill(buffer, (byte) 0);
        // If enough buffers are kept, this one is dropped.
        var _ = kept.offer(buffer);
    }
}
