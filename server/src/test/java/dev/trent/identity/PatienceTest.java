package dev.trent.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PatienceTest {
    private static final Instant NOW = Instant.EPOCH;

    private final Patience patience = new Patience();

    @Test
    void guesses_at_the_same_time_are_counted_each() {
        AtomicLong looked = new AtomicLong();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 200; i++) {
                var _ = threads.submit(() -> patience.admits("device", NOW) ? looked.incrementAndGet() : 0);
            }
        }

        assertThat(looked).hasValue(5);
    }

    @Test
    void after_a_pause_there_is_one_more_and_a_longer_pause() {
        for (int i = 0; i < 5; i++) {
            assertThat(patience.admits("device", NOW)).isTrue();
        }
        assertThat(patience.admits("device", NOW.plusSeconds(29))).isFalse();
        assertThat(patience.admits("device", NOW.plusSeconds(30))).isTrue();
        assertThat(patience.admits("device", NOW.plusSeconds(89))).isFalse();
        assertThat(patience.admits("device", NOW.plusSeconds(90))).isTrue();
        assertThat(patience.admits("other", NOW)).isTrue();
    }

    @Test
    void a_right_guess_ends_the_count() {
        for (int i = 0; i < 20; i++) {
            assertThat(patience.admits("device", NOW)).isTrue();
            patience.succeeded("device");
        }
    }
}
