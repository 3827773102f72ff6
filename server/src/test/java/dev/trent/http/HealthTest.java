package dev.trent.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class HealthTest {
    private final AtomicLong now = new AtomicLong();
    private final AtomicBoolean well = new AtomicBoolean(true);

    @Test
    void what_was_never_asked_is_not_ready() {
        try (Health health = new Health(well::get, now::get)) {
            assertThat(health.ready()).isFalse();
        }
    }

    @Test
    void the_last_answer_counts() {
        try (Health health = new Health(well::get, now::get)) {
            health.ask();
            assertThat(health.ready()).isTrue();
            well.set(false);
            assertThat(health.ready()).isTrue();
            health.ask();
            assertThat(health.ready()).isFalse();
            well.set(true);
            health.ask();
            assertThat(health.ready()).isTrue();
        }
    }

    @Test
    void an_answer_that_is_overdue_counts_as_a_bad_one() {
        try (Health health = new Health(well::get, now::get)) {
            health.ask();
            now.addAndGet(Duration.ofMillis(1500).toNanos());
            assertThat(health.ready()).isTrue();
            now.addAndGet(1);
            assertThat(health.ready()).isFalse();
        }
    }

    @Test
    void a_check_that_fails_is_a_bad_answer() {
        try (Health health = new Health(
                () -> {
                    throw new IllegalStateException("no database");
                },
                now::get)) {
            health.ask();
            assertThat(health.ready()).isFalse();
        }
    }

    @Test
    void it_is_asked_again_without_anybody_who_wants_to_know() throws InterruptedException {
        CountDownLatch asked = new CountDownLatch(3);
        try (Health health = Health.watching(() -> {
            asked.countDown();
            return true;
        })) {
            asked.await();
            assertThat(health.ready()).isTrue();
        }
    }

    @Test
    void whoever_asks_does_not_wait_for_a_check_that_hangs() throws InterruptedException {
        CountDownLatch hanging = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        AtomicBoolean first = new AtomicBoolean(true);
        try (Health health = Health.watching(() -> {
                    if (!first.getAndSet(false)) {
                        hanging.countDown();
                        try {
                            release.await();
                        } catch (InterruptedException stopped) {
                            Thread.currentThread().interrupt();
                        }
                    }
                    return true;
                });
                TestServer server = TestServer.ready(health::ready);
                RawClient client = server.client()) {
            hanging.await();
            int status = 200;
            while (status == 200) {
                status = client.send("GET /readyz HTTP/1.1\r\nHost: a\r\n\r\n")
                        .answer()
                        .status();
            }
            assertThat(status).isEqualTo(503);
            release.countDown();
            while (status == 503) {
                status = client.send("GET /readyz HTTP/1.1\r\nHost: a\r\n\r\n")
                        .answer()
                        .status();
            }
            assertThat(status).isEqualTo(200);
        }
    }
}
