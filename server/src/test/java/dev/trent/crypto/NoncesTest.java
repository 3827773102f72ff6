package dev.trent.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

class NoncesTest {
    private static final int THREADS = 8;
    private static final int DRAWS = 2_000;

    @Test
    void no_byte_is_given_out_twice_whatever_threads_draw() throws InterruptedException {
        Nonces nonces = new Nonces(Engine.fastest());
        Set<String> drawn = ConcurrentHashMap.newKeySet();
        List<Thread> threads = new ArrayList<>();
        for (int t = 0; t < THREADS; t++) {
            boolean virtual = t % 2 == 0;
            Runnable work = () -> {
                for (int i = 0; i < DRAWS; i++) {
                    drawn.add(HexFormat.of().formatHex(nonces.draw(28)));
                }
            };
            threads.add(
                    virtual
                            ? Thread.startVirtualThread(work)
                            : Thread.ofPlatform().start(work));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(drawn).hasSize(THREADS * DRAWS);
    }

    @Test
    void a_draw_that_does_not_fit_into_the_rest_of_a_block_is_whole() {
        Nonces nonces = new Nonces(Engine.fastest());
        for (int length : new int[] {1, 4096, 4095, 2, 4096}) {
            assertThat(nonces.draw(length)).hasSize(length);
        }
        byte[] whole = nonces.draw(4096);
        int zeros = 0;
        for (byte each : whole) {
            zeros += each == 0 ? 1 : 0;
        }
        // Of 4,096 random bytes, 16 are zero on average. A part that was given out before would be zeroed.
        assertThat(zeros).isLessThan(200);
    }

    @Test
    void a_given_source_is_asked_for_each_draw() {
        Nonces nonces = new Nonces(Engine.portable("test").drawingFrom(new Lengths()));
        assertThat(nonces.draw(28)).hasSize(28).containsOnly(28);
        assertThat(nonces.draw(12)).hasSize(12).containsOnly(12);
    }

    /// Gives the number of wanted bytes as each byte.
    private static final class Lengths extends SecureRandom {
        private static final long serialVersionUID = 1;

        @Override
        public void nextBytes(byte[] bytes) {
            Arrays.fill(bytes, (byte) bytes.length);
        }
    }
}
