package dev.trent.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trent.aws.AwsError;
import dev.trent.aws.AwsException;
import dev.trent.aws.Secret;
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
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Heavy work with one job at once and four places to wait.
class HeavyWorkTest {
    private static final String ACCOUNT = "111122223333";
    private static final String OTHER = "444455556666";

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
            threads.execute(() -> patient.generate(ACCOUNT, () -> order.add("key"), HeavyWorkTest::clientHasGone));
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
        // The next operation is done beside the key.
        assertThat(order.indexOf("key")).isBetween(before, before + 1);
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
                    heavy.generate(ACCOUNT, () -> "never", HeavyWorkTest::clientHasGone);
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
            threads.execute(() -> heavy.generate(
                    ACCOUNT,
                    () -> {
                        begun.countDown();
                        await(end);
                        return done.incrementAndGet();
                    },
                    HeavyWorkTest::clientHasGone));
            await(begun);
            for (int i = 0; i < 2; i++) {
                threads.execute(() -> heavy.generate(ACCOUNT, done::incrementAndGet, HeavyWorkTest::clientHasGone));
            }
            awaitWaiting(heavy, 2);
            assertThatThrownBy(() -> heavy.generate(ACCOUNT, done::incrementAndGet, HeavyWorkTest::clientHasGone))
                    .isInstanceOfSatisfying(
                            AwsException.class,
                            refusal -> assertThat(refusal.error()).isEqualTo(AwsError.THROTTLING));
            threads.execute(() -> heavy.generate("444455556666", done::incrementAndGet, HeavyWorkTest::clientHasGone));
            awaitWaiting(heavy, 3);
            end.countDown();
        }
        assertThat(done).hasValue(4);
    }

    @Test
    void an_operation_does_not_wait_for_a_key_that_is_being_made() {
        CountDownLatch end = new CountDownLatch(1);
        CountDownLatch begun = new CountDownLatch(1);
        AtomicInteger made = new AtomicInteger();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            threads.execute(() -> heavy.generate(OTHER, blocking(begun, end, made), HeavyWorkTest::clientHasGone));
            await(begun);
            assertThat(heavy.operate(ACCOUNT, made::get)).isZero();
            assertThat(heavy.operate(OTHER, made::get)).isZero();
            end.countDown();
        }
        assertThat(made).hasValue(1);
    }

    @Test
    void two_keys_are_not_made_at_once_where_one_thing_is() throws InterruptedException {
        CountDownLatch end = new CountDownLatch(1);
        CountDownLatch begun = new CountDownLatch(1);
        AtomicInteger made = new AtomicInteger();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            threads.execute(() -> heavy.generate(ACCOUNT, blocking(begun, end, made), HeavyWorkTest::clientHasGone));
            await(begun);
            threads.execute(() -> heavy.generate(OTHER, made::incrementAndGet, HeavyWorkTest::clientHasGone));
            awaitWaiting(heavy, 1);
            assertThat(heavy.operate(ACCOUNT, heavy::waiting)).isEqualTo(1);
            assertThat(made).hasValue(0);
            end.countDown();
        }
        assertThat(made).hasValue(2);
    }

    @Test
    void accounts_that_work_together_do_not_shut_out_a_third() throws InterruptedException {
        CountDownLatch end = new CountDownLatch(1);
        CountDownLatch begun = new CountDownLatch(1);
        AtomicInteger done = new AtomicInteger();
        AtomicInteger throttled = new AtomicInteger();
        try (HeavyWork busy = new HeavyWork(1, 1, 8);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            threads.execute(() -> busy.generate("a", blocking(begun, end, done), HeavyWorkTest::clientHasGone));
            await(begun);
            // Shares: 4 of 8 for one, 3 for each of two, 2 for each of three and of four.
            int waiting = 0;
            for (String account : List.of("a", "a", "a", "a", "b", "b", "b")) {
                threads.execute(() -> countThrottled(throttled, busy, account, done));
                awaitWaiting(busy, ++waiting);
            }
            assertThatThrownBy(() -> busy.generate("a", done::incrementAndGet, HeavyWorkTest::clientHasGone))
                    .isInstanceOfSatisfying(
                            AwsException.class,
                            refusal -> assertThat(refusal.error()).isEqualTo(AwsError.THROTTLING));
            threads.execute(() -> countThrottled(throttled, busy, "c", done));
            awaitWaiting(busy, 8);
            // All places are taken: the new job gets the place of the newest job of "a".
            assertThat(throttled).hasValue(0);
            threads.execute(() -> countThrottled(throttled, busy, "d", done));
            awaitValue(throttled, 1);
            assertThat(busy.waiting()).isEqualTo(8);
            end.countDown();
        }
        assertThat(done).hasValue(9);
    }

    @Test
    void accounts_take_turns() throws InterruptedException {
        CountDownLatch end = new CountDownLatch(1);
        CountDownLatch begun = new CountDownLatch(1);
        List<String> order = Collections.synchronizedList(new ArrayList<>());
        try (HeavyWork busy = new HeavyWork(1, 1, 9);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            threads.execute(
                    () -> busy.generate("a", blocking(begun, end, new AtomicInteger()), HeavyWorkTest::clientHasGone));
            await(begun);
            int waiting = 0;
            for (String account : List.of("a1", "a2", "a3", "b1", "b2", "c1")) {
                threads.execute(() ->
                        busy.generate(account.substring(0, 1), () -> order.add(account), HeavyWorkTest::clientHasGone));
                awaitWaiting(busy, ++waiting);
            }
            end.countDown();
            threads.shutdown();
            assertThat(threads.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(order).containsExactly("a1", "b1", "c1", "a2", "b2", "a3");
    }

    @Test
    void a_key_whose_client_has_gone_is_not_made() throws InterruptedException {
        CountDownLatch end = new CountDownLatch(1);
        CountDownLatch begun = new CountDownLatch(1);
        AtomicInteger made = new AtomicInteger();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            threads.execute(() -> heavy.generate(ACCOUNT, blocking(begun, end, made), HeavyWorkTest::clientHasGone));
            await(begun);
            assertThatThrownBy(() -> heavy.generate(ACCOUNT, made::incrementAndGet, () -> true))
                    .isInstanceOfSatisfying(
                            AwsException.class,
                            refusal -> assertThat(refusal.error()).isEqualTo(AwsError.SERVICE_UNAVAILABLE));
            assertThat(heavy.waiting()).isZero();
            end.countDown();
        }
        assertThat(made).hasValue(1);
    }

    @Test
    void a_secret_that_is_made_for_nobody_is_zeroed() throws InterruptedException {
        CountDownLatch left = new CountDownLatch(1);
        Secret secret = Secret.owning(new byte[] {1, 2, 3});
        assertThatThrownBy(() -> heavy.generate(
                        ACCOUNT,
                        () -> {
                            await(left);
                            return secret;
                        },
                        () -> true))
                .isInstanceOf(AwsException.class);
        left.countDown();
        // The same thread makes the next key, after it has cleaned up.
        assertThat(heavy.generate(ACCOUNT, secret::exposed, HeavyWorkTest::clientHasGone))
                .containsOnly(0);
    }

    @Test
    void when_the_server_is_about_to_stop_keys_that_wait_are_refused_and_operations_are_not()
            throws InterruptedException {
        CountDownLatch end = new CountDownLatch(1);
        CountDownLatch begun = new CountDownLatch(1);
        AtomicInteger made = new AtomicInteger();
        AtomicReference<AwsException> refused = new AtomicReference<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            threads.execute(() -> heavy.generate(ACCOUNT, blocking(begun, end, made), HeavyWorkTest::clientHasGone));
            await(begun);
            threads.execute(() -> {
                try {
                    heavy.generate(ACCOUNT, made::incrementAndGet, HeavyWorkTest::clientHasGone);
                } catch (AwsException refusal) {
                    refused.set(refusal);
                }
            });
            awaitWaiting(heavy, 1);
            heavy.stopGenerating();
            assertThat(heavy.operate(ACCOUNT, () -> "signed")).isEqualTo("signed");
            assertThatThrownBy(() -> heavy.generate(ACCOUNT, made::incrementAndGet, HeavyWorkTest::clientHasGone))
                    .isInstanceOfSatisfying(
                            AwsException.class,
                            refusal -> assertThat(refusal.error()).isEqualTo(AwsError.SERVICE_UNAVAILABLE));
            end.countDown();
        }
        assertThat(refused.get().error()).isEqualTo(AwsError.SERVICE_UNAVAILABLE);
        assertThat(made).hasValue(1);
    }

    private static boolean clientHasGone() {
        return false;
    }

    private static Supplier<Integer> blocking(CountDownLatch begun, CountDownLatch end, AtomicInteger count) {
        return () -> {
            begun.countDown();
            await(end);
            return count.incrementAndGet();
        };
    }

    private static void countThrottled(AtomicInteger throttled, HeavyWork work, String account, AtomicInteger done) {
        try {
            work.generate(account, done::incrementAndGet, HeavyWorkTest::clientHasGone);
        } catch (AwsException refusal) {
            assertThat(refusal.error()).isEqualTo(AwsError.THROTTLING);
            throttled.incrementAndGet();
        }
    }

    private static void awaitValue(AtomicInteger number, int value) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (number.get() < value) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            Thread.sleep(1);
        }
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
