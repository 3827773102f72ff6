package dev.trent.http;

import io.netty.buffer.AbstractByteBufAllocator;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledDirectByteBuf;
import io.netty.buffer.UnpooledHeapByteBuf;
import io.netty.util.internal.CleanableDirectBuffer;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/// All buffers of Netty: lent for a read or a write, and cleared before the next one gets them.
///
/// They hold plaintexts, also those that TLS decrypts. So all of a buffer is cleared when it comes back: the code
/// that fills it may write more than it reports. A waiting connection has no buffer.
final class Buffers extends AbstractByteBufAllocator {
    /// The size of a buffer that receives. It takes a usual request, and a usual answer.
    static final int SMALL_BYTES = 4 * 1024;

    /// A part of a large answer with its head, or a TLS record.
    private static final int MEDIUM_BYTES = 18 * 1024;

    /// A TLS record and the beginning of the next one.
    private static final int LARGE_BYTES = 36 * 1024;

    private static final int KEPT_MAX = 64;

    private final List<Kept> sizes = List.of(new Kept(SMALL_BYTES), new Kept(MEDIUM_BYTES), new Kept(LARGE_BYTES));

    /// Buffers of one size that nobody uses. Their bytes are zero.
    private record Kept(int bytes, BlockingQueue<ByteBuffer> free) {
        Kept(int bytes) {
            this(bytes, new ArrayBlockingQueue<>(KEPT_MAX));
        }
    }

    Buffers() {
        super(true);
    }

    @Override
    public boolean isDirectBufferPooled() {
        return true;
    }

    @Override
    protected ByteBuf newDirectBuffer(int bytes, int bytesMax) {
        return new Lent(take(bytes, bytesMax), bytesMax);
    }

    @Override
    protected ByteBuf newHeapBuffer(int bytes, int bytesMax) {
        return new OnHeap(bytes, bytesMax);
    }

    private ByteBuffer take(int bytes, int bytesMax) {
        for (Kept size : sizes) {
            if (bytes <= size.bytes && size.bytes <= bytesMax) {
                ByteBuffer buffer = size.free.poll();
                return buffer == null ? ByteBuffer.allocateDirect(size.bytes) : buffer;
            }
        }
        return ByteBuffer.allocateDirect(bytes);
    }

    private void give(ByteBuffer buffer) {
        buffer.clear();
        MemorySegment.ofBuffer(buffer).fill((byte) 0);
        for (Kept size : sizes) {
            if (size.bytes == buffer.capacity()) {
                // If enough buffers are kept, this one is dropped.
                var _ = size.free.offer(buffer);
            }
        }
    }

    /// Returns whether every byte of the buffers that nobody uses is zero; for tests.
    boolean areClear() {
        return sizes.stream()
                .flatMap(size -> size.free.stream())
                .allMatch(each -> MemorySegment.ofBuffer(each.duplicate().clear())
                                .mismatch(MemorySegment.ofArray(new byte[each.capacity()]))
                        < 0);
    }

    /// A buffer in native memory.
    private final class Lent extends UnpooledDirectByteBuf {
        private final ByteBuffer first;

        Lent(ByteBuffer first, int bytesMax) {
            super(Buffers.this, first, bytesMax);
            this.first = first;
            clear();
        }

        /// Called if the buffer has to grow.
        @Override
        protected CleanableDirectBuffer allocateDirectBuffer(int bytes) {
            ByteBuffer wider = take(bytes, bytes);
            return new CleanableDirectBuffer() {
                @Override
                public ByteBuffer buffer() {
                    return wider;
                }

                @Override
                public void clean() {
                    give(wider);
                }
            };
        }

        @Override
        protected void deallocate() {
            super.deallocate();
            give(first);
        }
    }

    /// A buffer on the heap. The TLS of the JDK uses it.
    private final class OnHeap extends UnpooledHeapByteBuf {
        OnHeap(int bytes, int bytesMax) {
            super(Buffers.this, bytes, bytesMax);
        }

        @Override
        protected void freeArray(byte[] array) {
            Arrays.fill(array, (byte) 0);
        }
    }
}
