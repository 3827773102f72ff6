package dev.trent.cloudtrail;

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
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// Look-ups that come at the same time.
class LookupTurnsTest {
    private static final int ONE_PROCESSOR = 1;
    private static final int MANY_PROCESSORS = 64;

    private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();

    @Test
    void one_of_an_account_and_two_of_all_run_at_once() throws Exception {
        LookupTurns turns = new LookupTurns(MANY_PROCESSORS);
        AtomicInteger running = new AtomicInteger();
        AtomicInteger ofFirst = new AtomicInteger();
        CountDownLatch two = new CountDownLatch(2);
        CountDownLatch end = new CountDownLatch(1);
        List<Future<Integer>> answers = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            String account = Integer.toString(i % 4);
            answers.add(callers.submit(() -> turns.inTurn(account, () -> {
                int mine = account.equals("0") ? ofFirst.incrementAndGet() : 0;
                int now = running.incrementAndGet();
                two.countDown();
                awaited(end);
                running.decrementAndGet();
                ofFirst.addAndGet(account.equals("0") ? -1 : 0);
                return Math.max(now, mine > 1 ? Integer.MAX_VALUE : 0);
            })));
        }
        two.await();
        end.countDown();
        for (Future<Integer> answer : answers) {
            assertThat(answer.get()).isBetween(1, 2);
        }
    }

    @Test
    void an_account_with_many_look_ups_does_not_keep_another_waiting() throws Exception {
        LookupTurns turns = new LookupTurns(ONE_PROCESSOR);
        List<String> order = new ArrayList<>();
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        List<Future<Boolean>> answers = new ArrayList<>();
        answers.add(callers.submit(() -> turns.inTurn("greedy", () -> {
            begun.countDown();
            awaited(end);
            return order.add("greedy");
        })));
        begun.await();
        for (int i = 1; i < LookupTurns.OF_ACCOUNT_MAX; i++) {
            answers.add(callers.submit(() -> turns.inTurn("greedy", () -> order.add("greedy"))));
        }
        answers.add(callers.submit(() -> turns.inTurn("other", () -> order.add("other"))));
        while (turns.callers("greedy") < LookupTurns.OF_ACCOUNT_MAX || turns.waiting() < 1) {
            Thread.onSpinWait();
        }
        assertRefused(turns, "greedy");
        end.countDown();
        for (Future<Boolean> answer : answers) {
            assertThat(answer.get()).isTrue();
        }
        assertThat(order).hasSize(LookupTurns.OF_ACCOUNT_MAX + 1).startsWith("greedy", "other");
        assertThat(turns.callers("greedy")).isZero();
    }

    @Test
    void few_may_wait_and_the_first_of_an_account_always_may() throws Exception {
        LookupTurns turns = new LookupTurns(ONE_PROCESSOR);
        CountDownLatch end = new CountDownLatch(1);
        List<Future<Boolean>> answers = new ArrayList<>();
        for (int i = 0; i < LookupTurns.CALLERS_MAX; i++) {
            String account = Integer.toString(i);
            answers.add(callers.submit(() -> turns.inTurn(account, () -> awaited(end))));
            while (turns.callers(account) == 0) {
                Thread.onSpinWait();
            }
        }
        assertRefused(turns, "0");
        answers.add(callers.submit(() -> turns.inTurn("next", () -> true)));
        while (turns.callers("next") == 0) {
            Thread.onSpinWait();
        }
        end.countDown();
        for (Future<Boolean> answer : answers) {
            assertThat(answer.get()).isTrue();
        }
    }

    @Test
    void a_look_up_that_fails_gives_its_turn_on() {
        LookupTurns turns = new LookupTurns(ONE_PROCESSOR);
        for (int i = 0; i < 10; i++) {
            assertThatThrownBy(() -> turns.inTurn("one", () -> {
                        throw new IllegalStateException("the log cannot be read");
                    }))
                    .isInstanceOf(IllegalStateException.class);
        }
        assertThat(turns.inTurn("one", () -> true)).isTrue();
        assertThat(turns.callers("one")).isZero();
    }

    private static void assertRefused(LookupTurns turns, String account) {
        assertThatThrownBy(() -> turns.inTurn(account, () -> true))
                .isInstanceOfSatisfying(
                        AwsException.class,
                        refused -> assertThat(refused.error()).isEqualTo(AwsError.THROTTLING));
    }

    private static boolean awaited(CountDownLatch latch) {
        try {
            latch.await();
            return true;
        } catch (InterruptedException interrupted) {
            return false;
        }
    }
}
