package dev.trent.crypto;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// SipHash-2-4: a short hash under a key. Without the key nobody can find two texts with one hash.
///
/// Source: Aumasson and Bernstein, "SipHash: a fast short-input PRF", 2012.
///
/// @param k0 the first half of the key, little-endian
/// @param k1 the second half
public record SipHash(long k0, long k1) {
    private static final VarHandle LITTLE_ENDIAN =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    /// Returns the hash of a part of an array.
    ///
    /// @param end the place after the last byte
    public long hash(byte[] bytes, int start, int end) {
        return new State(this).of(bytes, start, end, 0);
    }

    /// Returns the hash of eight bytes and a part of an array behind them.
    ///
    /// @param first the eight bytes, little-endian
    /// @param end the place after the last byte
    public long hash(long first, byte[] bytes, int start, int end) {
        State state = new State(this);
        state.take(first);
        return state.of(bytes, start, end, Long.BYTES);
    }

    private static final class State {
        private long v0;
        private long v1;
        private long v2;
        private long v3;

        State(SipHash key) {
            v0 = key.k0 ^ 0x736f6d6570736575L;
            v1 = key.k1 ^ 0x646f72616e646f6dL;
            v2 = key.k0 ^ 0x6c7967656e657261L;
            v3 = key.k1 ^ 0x7465646279746573L;
        }

        void take(long word) {
            v3 ^= word;
            round();
            round();
            v0 ^= word;
        }

        /// @param before how many bytes were taken
        long of(byte[] bytes, int start, int end, int before) {
            int at = start;
            for (; at + Long.BYTES <= end; at += Long.BYTES) {
                take((long) LITTLE_ENDIAN.get(bytes, at));
            }
            long last = (long) (before + end - start) << 56;
            for (int i = 0; at + i < end; i++) {
                last |= (bytes[at + i] & 0xFFL) << (Byte.SIZE * i);
            }
            take(last);
            v2 ^= 0xFF;
            for (int i = 0; i < 4; i++) {
                round();
            }
            return v0 ^ v1 ^ v2 ^ v3;
        }

        private void round() {
            v0 += v1;
            v1 = Long.rotateLeft(v1, 13) ^ v0;
            v0 = Long.rotateLeft(v0, 32);
            v2 += v3;
            v3 = Long.rotateLeft(v3, 16) ^ v2;
            v0 += v3;
            v3 = Long.rotateLeft(v3, 21) ^ v0;
            v2 += v1;
            v1 = Long.rotateLeft(v1, 17) ^ v2;
            v2 = Long.rotateLeft(v2, 32);
        }
    }
}
