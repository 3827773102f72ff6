package dev.trent.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BuffersTest {
    private static final byte[] SECRET = "plaintext".getBytes(ISO_8859_1);

    private final Buffers buffers = new Buffers();

    @ParameterizedTest
    @ValueSource(ints = {1, 4096, 4097, 18 * 1024, 36 * 1024, 36 * 1024 + 1})
    void a_buffer_that_comes_back_is_cleared(int bytes) {
        ByteBuf buffer = buffers.directBuffer(bytes);
        buffer.ensureWritable(bytes);
        for (int at = 0; at + SECRET.length <= buffer.capacity(); at += SECRET.length) {
            buffer.setBytes(at, SECRET);
        }
        buffer.release();
        assertThat(buffers.areClear()).isTrue();
        ByteBuf again = buffers.directBuffer(bytes);
        for (int at = 0; at < again.capacity(); at++) {
            assertThat(again.getByte(at)).isZero();
        }
        again.release();
    }

    @Test
    void a_buffer_that_has_grown_is_cleared_in_both_places() {
        ByteBuf buffer = buffers.directBuffer(SECRET.length).writeBytes(SECRET);
        buffer.capacity(10_000);
        assertThat(buffer.getByte(0)).isEqualTo(SECRET[0]);
        buffer.setBytes(9_000, SECRET);
        buffer.release();
        assertThat(buffers.areClear()).isTrue();
    }

    @Test
    void a_buffer_on_the_heap_is_cleared() {
        ByteBuf buffer = buffers.heapBuffer(SECRET.length).writeBytes(SECRET);
        byte[] array = buffer.array();
        buffer.release();
        assertThat(array).containsOnly(0);
    }
}
