package dev.trent.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/// Changes that are made together have the same effect as changes made alone. Followers are told in the order
/// of the commits.
@ParameterizedClass
@MethodSource("dev.trent.store.Engines#all")
class ChangesContractTest {
    private static final Ref THING = new Ref("thing", "with a blank");

    private final Store store;

    ChangesContractTest(Engines engine) {
        store = engine.get();
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void a_change_is_numbered_in_its_commit_and_told_of_before_its_writer_goes_on() {
        List<String> told = Collections.synchronizedList(new ArrayList<>());
        store.changes().follow("thing", told::add);
        Changes.Latest latest = store.changes().latest("thing");
        long before = latest.of(THING.id());

        store.write(tx -> {
            tx.changed(THING);
            tx.changed(THING);
            tx.changed(new Ref("other", "one"));
            return tx;
        });

        assertThat(told).containsExactly("with a blank");
        assertThat(latest.of(THING.id())).isGreaterThan(before);
        assertThat(rows()).containsExactly("1 thing with a blank", "2 other one");
    }

    @Test
    void a_refused_change_is_neither_numbered_nor_told_of() {
        List<String> told = Collections.synchronizedList(new ArrayList<>());
        store.changes().follow("thing", told::add);
        assertThatThrownBy(() -> store.write(tx -> {
                    tx.changed(THING);
                    tx.afterCommit(() -> told.add("committed"));
                    throw new IllegalStateException("refused");
                }))
                .hasMessage("refused");
        assertThat(told).isEmpty();
        assertThat(rows()).isEmpty();
    }

    @Test
    void changes_that_wait_for_one_another_are_made_together_and_one_that_fails_costs_the_others_nothing()
            throws Exception {
        List<String> told = Collections.synchronizedList(new ArrayList<>());
        store.changes().follow("account", told::add);
        CountDownLatch go = new CountDownLatch(1);
        List<Future<String>> outcomes = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> first = threads.submit(() -> store.write(tx -> {
                await(go);
                return "";
            }));
            for (int i = 0; i < 50; i++) {
                String account = "a" + i % 40;
                outcomes.add(threads.submit(() -> store.write(tx -> {
                    tx.changed(new Ref("account", account));
                    Rows.account(tx, account);
                    return account;
                })));
            }
            go.countDown();
            first.get();
        }

        List<String> made = outcomes.stream()
                .filter(outcome -> outcome.state() == Future.State.SUCCESS)
                .map(Future::resultNow)
                .toList();
        assertThat(made).hasSize(40).doesNotHaveDuplicates();
        assertThat(outcomes)
                .filteredOn(outcome -> outcome.state() == Future.State.FAILED)
                .extracting(Future::exceptionNow)
                .hasOnlyElementsOfType(DuplicateException.class);
        assertThat(told).containsExactlyInAnyOrderElementsOf(made);
        assertThat(rows())
                .containsExactlyElementsOf(IntStream.range(0, told.size())
                        .mapToObj(i -> i + 1 + " account " + told.get(i))
                        .toList());
        long accounts = store.read(tx -> Rows.count(tx, "account"));
        assertThat(accounts).isEqualTo(40);
    }

    @Test
    void a_follower_sees_what_it_is_told_of() {
        List<Long> seen = Collections.synchronizedList(new ArrayList<>());
        store.changes().follow("account", _ -> seen.add(store.read(tx -> Rows.count(tx, "account"))));
        for (String account : List.of("a", "b")) {
            store.write(tx -> {
                tx.changed(new Ref("account", account));
                Rows.account(tx, account);
                return account;
            });
        }
        assertThat(seen).containsExactly(1L, 2L);
    }

    @Test
    void every_follower_is_told_also_if_one_fails_and_the_writer_learns_of_it() {
        List<String> told = Collections.synchronizedList(new ArrayList<>());
        store.changes().follow("thing", _ -> {
            throw new IllegalStateException("broken");
        });
        store.changes().follow("thing", told::add);
        assertThatThrownBy(() -> store.write(tx -> {
                    tx.changed(THING);
                    tx.changed(new Ref("thing", "other"));
                    return tx;
                }))
                .hasMessage("broken");
        assertThat(told).containsExactly("with a blank", "other");
        assertThat(rows()).hasSize(2);
    }

    @Test
    void a_follower_that_writes_is_refused_rather_than_waited_for() {
        store.changes().follow("thing", _ -> store.write(tx -> tx));
        assertThatThrownBy(() -> store.write(tx -> {
                    tx.changed(THING);
                    return tx;
                }))
                .isInstanceOf(AssertionError.class)
                .hasMessage("A follower of changes wants to write.");
    }

    @Test
    void changes_whose_commit_was_not_confirmed_are_told_of_again() {
        List<String> told = Collections.synchronizedList(new ArrayList<>());
        store.changes().follow("thing", told::add);
        store.changes().doubt(List.of(new Changes.Numbered(7, THING)));
        store.changes().tellUnconfirmed();
        store.changes().tellUnconfirmed();
        assertThat(told).containsExactly("with a blank", "with a blank");
    }

    @Test
    void old_changes_are_forgotten_and_the_newest_stays() {
        for (int i = 0; i < 3; i++) {
            store.write(tx -> {
                tx.changed(THING);
                return tx;
            });
        }
        store.forgetChanges(0);
        assertThat(rows()).containsExactly("3 thing with a blank");
    }

    private List<String> rows() {
        return store.read(tx ->
                tx.list("SELECT seq, ref FROM change ORDER BY seq", row -> row.number("seq") + " " + row.text("ref")));
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
