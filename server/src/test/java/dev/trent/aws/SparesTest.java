package dev.trent.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SparesTest {
    private final AtomicInteger made = new AtomicInteger();

    @Test
    void what_is_given_back_is_taken_again() {
        Spares<Integer> spares = new Spares<>(made::incrementAndGet);
        Integer first = spares.take();
        assertThat(spares.take()).isNotEqualTo(first);
        spares.giveBack(first);
        assertThat(spares.take()).isSameAs(first);
        assertThat(made).hasValue(2);
    }

    @Test
    void a_maker_that_fails_keeps_nothing() {
        Spares<Integer> spares = new Spares<>(() -> {
            throw new IllegalStateException("not made");
        });
        assertThatThrownBy(spares::take).hasMessage("not made");
    }

    @Test
    void two_threads_never_have_one_object() throws InterruptedException {
        Spares<AtomicBoolean> spares = new Spares<>(AtomicBoolean::new);
        AtomicInteger shared = new AtomicInteger();
        List<Thread> threads = new ArrayList<>();
        for (int t = 0; t < 16; t++) {
            threads.add(Thread.startVirtualThread(() -> {
                for (int i = 0; i < 20_000; i++) {
                    AtomicBoolean taken = spares.take();
                    if (!taken.compareAndSet(false, true)) {
                        shared.incrementAndGet();
                    }
                    taken.set(false);
                    spares.giveBack(taken);
                }
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(shared).hasValue(0);
    }
}
