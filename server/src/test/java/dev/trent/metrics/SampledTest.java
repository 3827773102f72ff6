package dev.trent.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SampledTest {
    private static final Duration PAUSE = Duration.ofSeconds(10);

    private final AtomicLong nanos = new AtomicLong();
    private final AtomicInteger searches = new AtomicInteger();
    private final BlockingQueue<Integer> found = new LinkedBlockingQueue<>();
    private final Sampled<Integer> sampled = new Sampled<>("The number", PAUSE, this::search, nanos::get);

    private int tookSeconds;

    private Integer search() {
        searches.incrementAndGet();
        nanos.addAndGet(Duration.ofSeconds(tookSeconds).toNanos());
        try {
            int value = found.take();
            if (value < 0) {
                throw new IllegalStateException("not found");
            }
            return value;
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    @Test
    void who_asks_first_gets_the_first_value() {
        found.add(1);
        assertThat(sampled.latest()).isEqualTo(1);
    }

    @Test
    void nobody_waits_for_a_later_value_and_it_is_looked_for_once() {
        found.add(1);
        assertThat(sampled.latest()).isEqualTo(1);
        pass(PAUSE);
        for (int i = 0; i < 100; i++) {
            assertThat(sampled.latest()).isEqualTo(1);
        }
        found.add(2);
        awaitLatest(2);
        assertThat(searches).hasValue(2);
    }

    @Test
    void it_is_not_looked_for_again_before_its_time() {
        found.add(1);
        assertThat(sampled.latest()).isEqualTo(1);
        pass(PAUSE.minusNanos(1));
        assertThat(sampled.latest()).isEqualTo(1);
        assertThat(searches).hasValue(1);
    }

    @Test
    void a_search_of_a_minute_is_made_every_hundred_minutes() {
        tookSeconds = 60;
        found.add(1);
        assertThat(sampled.latest()).isEqualTo(1);
        pass(Duration.ofMinutes(99));
        assertThat(sampled.latest()).isEqualTo(1);
        assertThat(searches).hasValue(1);
        pass(Duration.ofMinutes(1));
        found.add(2);
        awaitLatest(2);
    }

    @Test
    void a_search_that_fails_leaves_the_latest_value_and_is_made_again() {
        found.add(1);
        assertThat(sampled.latest()).isEqualTo(1);
        pass(PAUSE);
        found.add(-1);
        found.add(3);
        while (searches.get() < 2) {
            assertThat(sampled.latest()).isEqualTo(1);
        }
        while (searches.get() < 3) {
            pass(PAUSE);
            assertThat(sampled.latest()).isIn(1, 3);
        }
        awaitLatest(3);
    }

    private void awaitLatest(int value) {
        while (!Integer.valueOf(value).equals(sampled.latest())) {
            Thread.onSpinWait();
        }
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }
}
