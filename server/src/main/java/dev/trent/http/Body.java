package dev.trent.http;

import java.util.Arrays;

/// A body while it arrives. It grows with the received bytes up to the limit, and leaves no copies.
final class Body {
    private final int bytesMax;
    private byte[] bytes;
    private int length;

    /// Makes an empty body.
    ///
    /// @param bytesMax the greatest length
    /// @param bytesFirst the length of the first buffer
    Body(int bytesMax, int bytesFirst) {
        this.bytesMax = bytesMax;
        this.bytes = new byte[Math.min(bytesMax, bytesFirst)];
    }

    int length() {
        return length;
    }

    void add(byte[] source, int from, int count) {
        if (count > bytes.length - length) {
            // Computed as a long: twice a length may not fit an int.
            grow((int) Math.min(bytesMax, Math.max(2L * length, (long) length + count)));
        }
        System.arraycopy(source, from, bytes, length, count);
        length += count;
    }

    /// Returns the whole body. It then belongs to the caller.
    byte[] whole() {
        if (length < bytes.length) {
            grow(length);
        }
        byte[] whole = bytes;
        bytes = new byte[0];
        length = 0;
        return whole;
    }

    /// Forgets the received bytes, for a request that is given up.
    void clear() {
        Arrays.fill(bytes, (byte) 0);
        length = 0;
    }

    private void grow(int capacity) {
        byte[] wider = Arrays.copyOf(bytes, capacity);
        Arrays.fill(bytes, (byte) 0);
        bytes = wider;
    }
}
