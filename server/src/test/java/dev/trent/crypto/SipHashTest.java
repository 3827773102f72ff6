package dev.trent.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The vectors of the paper and of its reference code: the key is 00 to 0f, and a text of n bytes is 00 to n-1.
class SipHashTest {
    private static final SipHash HASH = new SipHash(0x0706050403020100L, 0x0f0e0d0c0b0a0908L);

    @ParameterizedTest
    @CsvSource({
        "0, 726fdb47dd0e0e31",
        "1, 74f839c593dc67fd",
        "2, 0d6c8009d9a94f5a",
        "3, 85676696d7fb7e2d",
        "7, ab0200f58b01d137",
        "8, 93f5f5799a932462",
        "15, a129ca6149be45e5"
    })
    void the_published_vectors_hold(int length, String hash) {
        byte[] text = text(length);
        assertThat(HASH.hash(text, 0, length)).isEqualTo(Long.parseUnsignedLong(hash, 16));
    }

    @Test
    void eight_bytes_before_a_text_are_a_part_of_it() {
        byte[] text = text(40);
        for (int end = 8; end <= text.length; end++) {
            long first = ByteBuffer.wrap(text).order(ByteOrder.LITTLE_ENDIAN).getLong();
            assertThat(HASH.hash(first, text, 8, end)).isEqualTo(HASH.hash(text, 0, end));
        }
    }

    @Test
    void another_key_gives_another_hash() {
        byte[] text = text(20);
        assertThat(new SipHash(1, 2).hash(text, 0, 20)).isNotEqualTo(HASH.hash(text, 0, 20));
    }

    private static byte[] text(int length) {
        byte[] text = new byte[length];
        for (int i = 0; i < length; i++) {
            text[i] = (byte) i;
        }
        return text;
    }
}
