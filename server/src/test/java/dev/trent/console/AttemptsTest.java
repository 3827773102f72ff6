package dev.trent.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AttemptsTest {
    private final AtomicLong nanos = new AtomicLong();
    private final Attempts attempts = new Attempts(nanos::get);

    private Attempts.Attempt begin(String user, String address) {
        return attempts.begin(user, attempts.arrive(address));
    }

    private void refused(String user, String address) {
        assertThatThrownBy(() -> begin(user, address))
                .isInstanceOfSatisfying(
                        ConsoleRefusal.class,
                        refusal -> assertThat(refusal.status()).isEqualTo(429));
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    @Test
    void a_user_is_tried_ten_times_and_then_once_a_minute() {
        for (int i = 0; i < 10; i++) {
            begin("ann", "192.0.2." + i);
        }
        refused("ann", "192.0.2.10");
        pass(Duration.ofSeconds(59));
        refused("ann", "192.0.2.11");
        pass(Duration.ofSeconds(1));
        begin("ann", "192.0.2.12");
        refused("ann", "192.0.2.13");
        begin("bob", "192.0.2.13");
    }

    @Test
    void an_address_tries_thirty_times_and_then_ten_times_a_minute() {
        for (int i = 0; i < 30; i++) {
            begin("user" + i, "192.0.2.1");
        }
        refused("ann", "192.0.2.1");
        begin("ann", "192.0.2.2");
        pass(Duration.ofSeconds(6));
        begin("ann", "192.0.2.1");
        refused("ann", "192.0.2.1");
    }

    @Test
    void a_network_of_ipv6_is_one_address() {
        for (int i = 0; i < 30; i++) {
            begin("user" + i, "2001:db8:0:1:0:0:0:" + i);
        }

        refused("ann", "2001:db8:0:1:ffff:0:0:1");
        begin("ann", "2001:db8:0:2:0:0:0:1");
    }

    @Test
    void successes_cost_nothing() {
        for (int i = 0; i < 100; i++) {
            begin("ann", "192.0.2.1").succeeded(false);
        }
    }

    /// The right password costs the server as much as a wrong one.
    @Test
    void a_success_by_password_counts_for_its_address_alone() {
        for (int i = 0; i < 30; i++) {
            begin("ann", "192.0.2.1").succeeded(true);
        }

        refused("bob", "192.0.2.1");
        begin("ann", "192.0.2.2").succeeded(true);
    }

    @Test
    void an_attempt_that_the_server_has_no_time_for_is_none_of_the_user() {
        for (int i = 0; i < 20; i++) {
            begin("ann", "192.0.2." + i).unanswered();
        }
        begin("ann", "192.0.2.99");
    }

    @Test
    void nobody_elsewhere_keeps_a_user_out_where_it_has_signed_in() {
        begin("ann", "192.0.2.1").succeeded(false);
        for (int i = 0; i < 10; i++) {
            begin("ann", "198.51.100.1");
        }
        refused("ann", "198.51.100.1");
        refused("ann", "198.51.100.2");

        begin("ann", "192.0.2.1").succeeded(false);
    }

    @Test
    void attempts_at_the_same_time_are_counted_each() {
        AtomicLong begun = new AtomicLong();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 200; i++) {
                String address = "192.0.2." + i;
                var _ = threads.submit(() -> {
                    begin("ann", address);
                    return begun.incrementAndGet();
                });
            }
        }

        assertThat(begun).hasValue(10);
    }

    @Test
    void the_number_of_counts_is_bounded() {
        IntStream.range(0, 400_000)
                .forEach(i -> begin("user" + i, "10." + (i >> 16) + "." + (i >> 8 & 255) + "." + (i & 255)));

        assertThat(attempts.size()).isLessThanOrEqualTo(110_000);
        pass(Duration.ofHours(1));
        // Each look removes some.
        IntStream.range(0, 200).forEach(_ -> attempts.size());
        assertThat(attempts.size()).isZero();
    }

    @Test
    void a_long_name_takes_no_more_memory() {
        begin("x".repeat(1000) + "1", "192.0.2.1");
        begin("x".repeat(1000) + "2", "192.0.2.1");

        assertThat(attempts.size()).isEqualTo(2);
    }
}
