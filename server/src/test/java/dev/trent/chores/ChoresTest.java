package dev.trent.chores;

import static dev.trent.store.Writes.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trent.store.Due;
import dev.trent.store.Engines;
import dev.trent.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/// Exactly the due chores run, also after a restart and after a failure.
@ParameterizedClass
@MethodSource("dev.trent.store.Engines#all")
class ChoresTest {
    private static final Instant START = Instant.parse("2026-11-24T01:02:03.004Z");

    private final Store store;
    private final List<String> done = new ArrayList<>();
    private Instant now = START;

    ChoresTest(Engines engine) {
        store = engine.get();
    }

    @AfterEach
    void close() {
        store.close();
    }

    private Chores chores() {
        return new Chores(store, () -> now, forged -> {
            throw forged;
        });
    }

    private void setDue(String kind, String subject, Instant when) {
        write(store, new Due(kind, subject, when)::set);
    }

    private List<Due> all() {
        return store.read(tx -> Due.list(tx, START.plus(Duration.ofDays(999)), 100));
    }

    @Test
    void what_is_due_is_done_in_the_order_of_time_and_what_is_not_due_waits() {
        setDue("delete", "second", START.minusSeconds(1));
        setDue("delete", "first", START.minusSeconds(9));
        setDue("delete", "later", START.plusSeconds(1));
        Chores chores = chores().add("delete", (subject, _) -> {
            done.add(subject);
            return null;
        });

        assertThat(chores.performDue()).isEqualTo(2);
        assertThat(chores.performDue()).isZero();
        assertThat(done).containsExactly("first", "second");

        now = START.plusSeconds(1);
        assertThat(chores.performDue()).isOne();
        assertThat(done).endsWith("later");
        assertThat(all()).isEmpty();
    }

    private static final Duration MINUTE = Duration.ofMinutes(1);

    @Test
    void what_recurs_is_done_at_each_start_and_again_when_it_said() {
        for (int start = 0; start < 2; start++) {
            Chores chores = chores().addRecurring("sweep", MINUTE, (subject, time) -> {
                done.add(subject + time);
                return time.plus(MINUTE);
            });
            chores.performDue();
            chores.performDue();
            now = now.plusSeconds(1);
        }
        assertThat(done).containsExactly("" + START, "" + START.plusSeconds(1));
    }

    @Test
    void a_clock_that_was_ahead_puts_nothing_off_for_longer_than_it_may_be() {
        Chores chores = chores().addRecurring("sweep", MINUTE, (_, time) -> {
            done.add("" + time);
            return time.plus(MINUTE);
        });
        now = START.plus(Duration.ofDays(365));
        chores.performDue();
        now = START;
        chores.performDue();
        chores.performDue();
        assertThat(done).containsExactly("" + START.plus(Duration.ofDays(365)), "" + START);
    }

    @Test
    void what_fails_is_tried_again_after_a_minute_and_keeps_nothing_else_from_being_done() {
        setDue("breaks", "", START.minusSeconds(2));
        setDue("works", "", START.minusSeconds(1));
        Chores chores = chores().add("breaks", (_, _) -> {
                    done.add("tried");
                    throw new IllegalStateException("broken");
                })
                .add("works", (_, _) -> {
                    done.add("worked");
                    return null;
                });

        assertThat(store.<Due.Overdue>read(tx -> Due.overdue(tx, now)))
                .isEqualTo(new Due.Overdue(2, START.minusSeconds(2)));
        chores.performDue();
        assertThat(store.<Due.Overdue>read(tx -> Due.overdue(tx, now))).isEqualTo(new Due.Overdue(0, null));
        assertThat(chores.ran()).isEqualTo(2);
        assertThat(chores.failed()).isEqualTo(1);
        now = START.plusSeconds(59);
        chores.performDue();
        assertThat(done).containsExactly("tried", "worked");

        now = START.plusSeconds(60);
        chores.performDue();
        assertThat(done).containsExactly("tried", "worked", "tried");
    }

    @Test
    void a_chore_that_says_itself_when_it_is_due_again_is_taken_at_its_word() {
        Instant next = START.plus(Duration.ofDays(365));
        setDue("rotate", "key", START);
        chores().add("rotate", (subject, _) -> {
                    setDue("rotate", subject, next);
                    return null;
                })
                .performDue();
        assertThat(all()).containsExactly(new Due("rotate", "key", next));
    }

    @Test
    void a_kind_that_nobody_knows_is_kept_for_who_does() {
        setDue("of a newer Trent", "", START);
        assertThat(chores().performDue()).isOne();
        assertThat(all()).hasSize(1);
        assertThat(chores().performDue()).isZero();
    }

    @Test
    void a_runner_does_by_itself_what_is_due_and_ends_when_it_is_closed() throws InterruptedException {
        var ran = new CountDownLatch(1);
        setDue("run", "", START);
        Chores chores = chores().add("run", (_, _) -> {
            ran.countDown();
            return null;
        });
        chores.start();
        ran.await();
        chores.close();
        assertThat(all()).isEmpty();
    }

    @Test
    void everything_that_is_due_is_done_with_what_it_makes_due() {
        setDue("rotate", "key", START);
        Chores chores = chores().add("rotate", (subject, time) -> {
            done.add(subject);
            setDue("delete", subject + done.size(), time);
            return done.size() < 5 ? time : START.plusSeconds(61);
        });
        chores.add("delete", (subject, _) -> {
            done.add("deleted " + subject);
            return null;
        });
        assertThat(chores.performAllDue()).isZero();
        assertThat(done)
                .startsWith("key", "deleted key1")
                .endsWith("deleted key5")
                .hasSize(6);
        assertThat(all()).containsExactly(new Due("rotate", "key", START.plusSeconds(61)));
    }

    @Test
    void more_than_is_done_at_once_is_done_and_failures_are_counted() {
        for (int i = 0; i < 200; i++) {
            setDue(i % 50 == 0 ? "breaks" : "works", "" + i, START);
        }
        Chores chores = chores().add("breaks", (_, _) -> {
                    throw new IllegalStateException("broken");
                })
                .add("works", (subject, _) -> {
                    done.add(subject);
                    return null;
                });
        assertThat(chores.performAllDue()).isEqualTo(4);
        assertThat(done).hasSize(196);
        assertThat(all()).hasSize(4).extracting(Due::when).containsOnly(START.plus(MINUTE));
    }

    @Test
    void what_another_is_doing_is_waited_for_and_not_done_twice() throws Exception {
        var entered = new CountDownLatch(1);
        var go = new CountDownLatch(1);
        setDue("run", "", START);
        Chores chores = chores().add("run", (_, _) -> {
            entered.countDown();
            go.await();
            done.add("ran");
            return null;
        });
        chores.start();
        entered.await();
        try (ExecutorService other = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<List<String>> seen = other.submit(() -> {
                chores.performAllDue();
                return List.copyOf(done);
            });
            go.countDown();
            assertThat(seen.get()).containsExactly("ran");
        }
        chores.close();
    }

    @Test
    void a_runner_that_is_closed_does_not_say_that_all_is_done() {
        setDue("run", "", START);
        Chores chores = chores().add("run", (_, _) -> null);
        chores.close();
        assertThatThrownBy(chores::performAllDue).isInstanceOf(IllegalStateException.class);
        assertThat(all()).hasSize(1);
    }

    @Test
    void a_runner_that_never_began_can_be_closed() {
        setDue("wait", "", START);
        chores().close();
        assertThat(all()).hasSize(1);
    }
}
