package dev.trent.iam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trent.aws.AwsError;
import dev.trent.aws.AwsException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class SlowLaneTest {
    @Test
    void a_question_is_answered_on_a_thread_of_its_own() {
        try (SlowLane lane = new SlowLane(1, 4)) {
            Thread answering = lane.answered("1", _ -> Thread.currentThread());
            assertThat(answering.isVirtual()).isFalse();
            assertThat(answering).isNotSameAs(Thread.currentThread());
            assertThat(answering.getName()).isEqualTo("slow-lane");
        }
    }

    @Test
    void a_refusal_comes_back_as_it_was_thrown() {
        try (SlowLane lane = new SlowLane(1, 4)) {
            assertThatThrownBy(() -> lane.answered("1", _ -> {
                        throw AwsError.INVALID_INPUT.because("so");
                    }))
                    .isInstanceOf(AwsException.class)
                    .hasMessage("so");
            assertThatThrownBy(() -> lane.answered("1", steps -> {
                        for (long i = 0; i <= SlowLane.STEPS_MAX; i += 1_000_000) {
                            steps.spend(1_000_000);
                        }
                        return true;
                    }))
                    .isInstanceOfSatisfying(
                            AwsException.class,
                            refused -> assertThat(refused.error()).isEqualTo(AwsError.INVALID_INPUT));
            assertThat(lane.<Boolean>answered("1", _ -> true)).isTrue();
        }
    }

    @Test
    void one_account_leaves_half_of_the_places_to_others() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch hold = new CountDownLatch(1);
        try (SlowLane lane = new SlowLane(1, 3);
                ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Boolean>> greedy = new ArrayList<>();
            greedy.add(callers.submit(() -> lane.answered("1", _ -> {
                begun.countDown();
                return waited(hold);
            })));
            begun.await();
            greedy.add(callers.submit(() -> lane.answered("1", _ -> true)));
            while (lane.asking("1") < 2) {
                Thread.onSpinWait();
            }
            assertThatThrownBy(() -> lane.answered("1", _ -> true))
                    .isInstanceOfSatisfying(
                            AwsException.class,
                            refused -> assertThat(refused.error()).isEqualTo(AwsError.THROTTLING));
            Future<Boolean> other = callers.submit(() -> lane.answered("2", _ -> true));
            hold.countDown();
            assertThat(other.get()).isTrue();
            for (Future<Boolean> each : greedy) {
                assertThat(each.get()).isTrue();
            }
            assertThat(lane.asking("1")).isZero();
        }
    }

    private static boolean waited(CountDownLatch latch) {
        try {
            latch.await();
            return true;
        } catch (InterruptedException interrupted) {
            return false;
        }
    }

    @Test
    void nobody_is_answered_after_the_end() {
        SlowLane lane = new SlowLane(1, 3);
        lane.close();
        assertThatThrownBy(() -> lane.answered("1", _ -> true))
                .isInstanceOfSatisfying(
                        AwsException.class,
                        refused -> assertThat(refused.error()).isEqualTo(AwsError.SERVICE_UNAVAILABLE));
    }
}
