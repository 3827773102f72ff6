package dev.trent.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trent.aws.AwsError;
import dev.trent.aws.AwsException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// One thread, and four places to wait, two for each account.
class HeavyWorkTest {
    private static final String ACCOUNT = "111122223333";

    private final HeavyWork heavy = new HeavyWork(1, 4, 4);

    @AfterEach
    void end() {
        heavy.close();
    }

    @Test
    void the_result_is_the_caller_s() {
        assertThat(heavy.operate(ACCOUNT, () -> Thread.currentThread().getName()))
                .isEqualTo("heavy-work");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void the_operating_system_prefers_other_threads() {
        String stat = heavy.operate(ACCOUNT, () -> read(Path.of("/proc/thread-self/stat")));
        // Field 19 of proc(5); the second may have blanks in it.
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        assertThat(fields[19 - 3]).isEqualTo("10");
    }

    @Test
    void what_the_work_throws_is_thrown_to_the_caller_as_it_is() {
        AwsException refusal = AwsError.INVALID_CIPHERTEXT.withoutMessage();
        assertThatThrownBy(() -> heavy.operate(ACCOUNT, () -> {
                    throw refusal;
                }))
                .isSameAs(refusal);
        AssertionError broken = new AssertionError("broken");
        assertThatThrownBy(() -> heavy.operate(ACCOUNT, () -> {
                    throw broken;
                }))
                .isSameAs(broken);
    }

    @Test
    void who_finds_no_place_to_wait_is_throttled_and_nobody_else_is() {
        int callers = 50;
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        CountDownLatch throttled = new CountDownLatch(callers - 2);
        AtomicInteger done = new AtomicInteger();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            threads.execute(() -> heavy.operate(ACCOUNT, () -> {
                begun.countDown();
                await(end);
                return done.incrementAndGet();
            }));
            await(begun);
            for (int i = 0; i < callers; i++) {
                threads.execute(() -> {
                    try {
                        heavy.operate(ACCOUNT, done::incrementAndGet);
                    } catch (AwsException refusal) {
                        assertThat(refusal.error()).isEqualTo(AwsError.THROTTLING);
                        assertThat(refusal)
                                .hasMessage("You have exceeded the rate at which you may call KMS. Reduce the"
                                        + " frequency of your calls.");
                        throttled.countDown();
                    }
                });
            }
            await(throttled);
            end.countDown();
        }
        assertThat(done).hasValue(3);
    }

    @Test
    void a_caller_that_is_interrupted_stops_waiting() {
        CountDownLatch end = new CountDownLatch(1);
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> heavy.operate(ACCOUNT, () -> {
                    await(end);
                    return "too late";
                }))
                .isInstanceOfSatisfying(
                        AwsException.class,
                        refusal -> assertThat(refusal.error()).isEqualTo(AwsError.SERVICE_UNAVAILABLE));
        assertThat(Thread.interrupted()).isTrue();
        end.countDown();
    }

    @ParameterizedTest
    @CsvSource({"3, 3", "150, 100"})
    void operations_go_before_keys_but_not_for_ever(int waiting, int before) {
        CountDownLatch end = new CountDownLatch(1);
        CountDownLatch begun = new CountDownLatch(1);
        List<String> order = Collections.synchronizedList(new ArrayList<>());
        try (HeavyWork patient = new HeavyWork(1, 2 * waiting, 1);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            threads.execute(() -> patient.operate(ACCOUNT, () -> {
                begun.countDown();
                await(end);
                return "blocking";
            }));
            await(begun);
            threads.execute(() -> patient.generate(ACCOUNT, () -> order.add("key")));
            for (int i = 0; i < waiting; i++) {
                threads.execute(() -> patient.operate(ACCOUNT, () -> order.add("operation")));
            }
            awaitWaiting(patient, waiting + 1);
            end.countDown();
            threads.shutdown();
            assertThat(threads.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
        assertThat(order.indexOf("key")).isEqualTo(before);
        assertThat(order).hasSize(waiting + 1);
    }

    @Test
    void whoever_waits_when_the_server_stops_is_sent_away() throws InterruptedException {
        CountDownLatch end = new CountDownLatch(1);
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch sentAway = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            threads.execute(() -> heavy.operate(ACCOUNT, () -> {
                begun.countDown();
                await(end);
                return "done all the same";
            }));
            await(begun);
            threads.execute(() -> {
                try {
                    heavy.generate(ACCOUNT, () -> "never");
                } catch (AwsException refusal) {
                    assertThat(refusal.error()).isEqualTo(AwsError.SERVICE_UNAVAILABLE);
                    sentAway.countDown();
                }
            });
            awaitWaiting(heavy, 1);
            heavy.close();
            await(sentAway);
            end.countDown();
        }
        assertThatThrownBy(() -> heavy.operate(ACCOUNT, () -> "too late"))
                .isInstanceOfSatisfying(
                        AwsException.class,
                        refusal -> assertThat(refusal.error()).isEqualTo(AwsError.SERVICE_UNAVAILABLE));
    }

    @Test
    void an_account_that_fills_its_places_shuts_out_no_other() throws InterruptedException {
        CountDownLatch end = new CountDownLatch(1);
        CountDownLatch begun = new CountDownLatch(1);
        AtomicInteger done = new AtomicInteger();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            threads.execute(() -> heavy.generate(ACCOUNT, () -> {
                begun.countDown();
                await(end);
                return done.incrementAndGet();
            }));
            await(begun);
            for (int i = 0; i < 2; i++) {
                threads.execute(() -> heavy.generate(ACCOUNT, done::incrementAndGet));
            }
            awaitWaiting(heavy, 2);
            assertThatThrownBy(() -> heavy.generate(ACCOUNT, done::incrementAndGet))
                    .isInstanceOfSatisfying(
                            AwsException.class,
                            refusal -> assertThat(refusal.error()).isEqualTo(AwsError.THROTTLING));
            threads.execute(() -> heavy.generate("444455556666", done::incrementAndGet));
            awaitWaiting(heavy, 3);
            end.countDown();
        }
        assertThat(done).hasValue(4);
    }

    private static void awaitWaiting(HeavyWork work, int callers) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (work.waiting() < callers) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            Thread.sleep(1);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }
}
