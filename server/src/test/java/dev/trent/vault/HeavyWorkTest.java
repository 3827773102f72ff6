package dev.trent.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trent.aws.AwsError;
import dev.trent.aws.AwsException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/// One thread, and two places to wait.
class HeavyWorkTest {
    private final HeavyWork heavy = new HeavyWork("test", 1, 2);

    @AfterEach
    void end() {
        heavy.close();
    }

    @Test
    void the_result_is_the_caller_s() {
        assertThat(heavy.done(() -> Thread.currentThread().getName())).isEqualTo("test");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void the_operating_system_prefers_other_threads() {
        String stat = heavy.done(() -> read(Path.of("/proc/thread-self/stat")));
        // Field 19 of proc(5); the second may have blanks in it.
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        assertThat(fields[19 - 3]).isEqualTo("10");
    }

    @Test
    void what_the_work_throws_is_thrown_to_the_caller_as_it_is() {
        AwsException refusal = AwsError.INVALID_CIPHERTEXT.withoutMessage();
        assertThatThrownBy(() -> heavy.done(() -> {
                    throw refusal;
                }))
                .isSameAs(refusal);
        AssertionError broken = new AssertionError("broken");
        assertThatThrownBy(() -> heavy.done(() -> {
                    throw broken;
                }))
                .isSameAs(broken);
    }

    @Test
    void who_finds_no_place_to_wait_is_throttled_and_nobody_else_is() {
        int callers = 50;
        CountDownLatch end = new CountDownLatch(1);
        CountDownLatch throttled = new CountDownLatch(callers - 3);
        AtomicInteger done = new AtomicInteger();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < callers; i++) {
                threads.execute(() -> {
                    try {
                        heavy.done(() -> {
                            await(end);
                            return done.incrementAndGet();
                        });
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
        assertThatThrownBy(() -> heavy.done(() -> {
                    await(end);
                    return "too late";
                }))
                .isInstanceOfSatisfying(
                        AwsException.class,
                        refusal -> assertThat(refusal.error()).isEqualTo(AwsError.SERVICE_UNAVAILABLE));
        assertThat(Thread.interrupted()).isTrue();
        end.countDown();
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
