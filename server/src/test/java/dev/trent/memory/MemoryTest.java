package dev.trent.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trent.aws.OffLoopException;
import dev.trent.gateway.LoopThread;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MemoryTest {
    private static final long SEED = Long.getLong("seed", 20261129L);
    private static final int PLACE_BYTES = 160;
    private static final int EACH = 1000;

    /// Room for 20 values.
    private final Memory memory = new Memory(20 * EACH);

    private final List<String> evicted = Collections.synchronizedList(new ArrayList<>());
    private final SharedCache<String, String> cache = memory.cache(
            "these", (key, _) -> key.substring(0, key.indexOf('/')), _ -> EACH - PLACE_BYTES, evicted::add);

    private void fill(String account, int from, int to) {
        for (int i = from; i < to; i++) {
            cache.put(account + "/" + i, account + i);
        }
    }

    private int held(String account) {
        int held = 0;
        for (int i = 0; i < 1000; i++) {
            held += cache.getIfPresent(account + "/" + i) == null ? 0 : 1;
        }
        return held;
    }

    @Test
    void an_account_alone_has_everything() {
        fill("a", 0, 100);
        assertThat(held("a")).isEqualTo(20);
        assertThat(memory.bytes()).isEqualTo(20 * EACH);
    }

    @Test
    void the_figures_of_the_caches_are_those_of_the_memory() {
        Memory counted = new Memory(20 * EACH, true);
        SharedCache<String, String> one = counted.cache("one", (_, _) -> "a", _ -> EACH - PLACE_BYTES);
        SharedCache<String, String> two = counted.cache("two", (_, _) -> "b", _ -> 2 * EACH - PLACE_BYTES);
        for (int i = 0; i < 12; i++) {
            assertThat(one.get("k" + i, key -> key)).isEqualTo("k" + i);
            assertThat(one.get("k" + i, key -> key)).isEqualTo("k" + i);
            assertThat(one.getIfPresent("none")).isNull();
            assertThat(two.get("none", _ -> null)).isNull();
            two.put("k" + i, "v");
        }
        assertThat(one.remove("k11")).isEqualTo("k11");
        assertThat(counted.figures())
                .satisfiesExactly(
                        first -> {
                            assertThat(first.name()).isEqualTo("one");
                            assertThat(first.hits()).isEqualTo(12);
                            assertThat(first.misses()).isEqualTo(12);
                            assertThat(first.values()).isEqualTo(11 - first.evictions());
                            assertThat(first.bytes()).isEqualTo(first.values() * EACH);
                        },
                        second -> {
                            assertThat(second.misses()).isEqualTo(24);
                            assertThat(second.evictions()).isPositive();
                            assertThat(second.values()).isEqualTo(12 - second.evictions());
                            assertThat(second.bytes()).isEqualTo(second.values() * 2 * EACH);
                        });
        assertThat(counted.figures().stream().mapToLong(CacheFigures::bytes).sum())
                .isEqualTo(counted.bytes());
    }

    @Test
    void an_account_within_its_share_loses_nothing_to_one_that_floods() {
        fill("honest", 0, 10);
        fill("flood", 0, 1000);
        assertThat(held("honest")).isEqualTo(10);
        assertThat(held("flood")).isEqualTo(10);
    }

    @Test
    void a_late_account_gets_its_share_from_the_one_that_holds_most() {
        fill("flood", 0, 1000);
        fill("late", 0, 10);
        assertThat(held("late")).isEqualTo(10);
        assertThat(held("flood")).isEqualTo(10);
    }

    @Test
    void many_that_flood_leave_each_account_an_equal_share() {
        fill("honest", 0, 5);
        for (int i = 0; i < 100; i++) {
            for (String flood : List.of("x", "y", "z")) {
                fill(flood, i, i + 1);
            }
        }
        assertThat(held("honest")).isEqualTo(5);
    }

    @Test
    void what_was_not_asked_for_gives_way_first() {
        fill("a", 0, 20);
        for (int i = 20; i < 30; i++) {
            assertThat(cache.getIfPresent("a/7")).isNotNull();
            fill("a", i, i + 1);
        }
        assertThat(cache.getIfPresent("a/7")).isNotNull();
        assertThat(cache.getIfPresent("a/0")).isNull();
        assertThat(evicted).hasSize(10).doesNotContain("a7");
    }

    @Test
    void the_kinds_of_values_share_one_memory() {
        SharedCache<String, String> other = memory.cache("these", (_, _) -> "other", _ -> EACH - PLACE_BYTES);
        fill("a", 0, 20);
        for (int i = 0; i < 20; i++) {
            other.put("k" + i, "v");
        }
        assertThat(memory.bytes()).isEqualTo(20 * EACH);
        assertThat(held("a")).isEqualTo(10);
    }

    @Test
    void a_value_that_takes_too_much_is_given_but_not_kept() {
        SharedCache<String, String> large = memory.cache("these", (_, _) -> "a", _ -> 11 * EACH);
        fill("a", 0, 20);
        assertThat(large.get("k", _ -> "v")).isEqualTo("v");
        assertThat(large.getIfPresent("k")).isNull();
        assertThat(held("a")).isEqualTo(20);
    }

    @Test
    void what_is_removed_or_replaced_weighs_nothing() {
        fill("a", 0, 5);
        fill("a", 0, 5);
        assertThat(memory.bytes()).isEqualTo(5 * EACH);
        for (int i = 0; i < 5; i++) {
            assertThat(cache.remove("a/" + i)).isEqualTo("a" + i);
        }
        assertThat(cache.remove("a/0")).isNull();
        assertThat(memory.bytes()).isZero();
        assertThat(evicted).isEmpty();
    }

    @Test
    void a_value_that_grows_is_weighed_again() {
        SharedCache<String, List<String>> lists =
                memory.cache("these", (_, _) -> "b", list -> list.size() * (long) EACH);
        fill("a", 0, 20);
        assertThat(lists.get("k", _ -> new ArrayList<>())).isEmpty();
        lists.change("k", list -> list.add("one"));
        assertThat(lists.getIfPresent("k")).containsExactly("one");
        assertThat(memory.bytes()).isLessThanOrEqualTo(20 * EACH);
        assertThat(held("a")).isLessThan(20);
        lists.change("missing", _ -> {
            throw new AssertionError("there is nothing to change");
        });
    }

    @Test
    void nothing_is_remembered_of_a_load_that_finds_nothing_or_fails() {
        assertThat(cache.get("a/1", _ -> null)).isNull();
        assertThatThrownBy(() -> cache.get("a/1", _ -> {
                    throw new IllegalStateException("no");
                }))
                .hasMessage("no");
        assertThat(cache.get("a/1", _ -> "now")).isEqualTo("now");
        assertThat(memory.taken()).isEqualTo(1);
    }

    @Test
    void one_loads_and_the_others_wait() throws Exception {
        AtomicInteger loads = new AtomicInteger();
        CountDownLatch loading = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<@Nullable String> first = threads.submit(() -> cache.get("a/1", _ -> {
                loads.incrementAndGet();
                loading.countDown();
                awaited(go);
                return "v";
            }));
            loading.await();
            Future<@Nullable String> second = threads.submit(() -> cache.get("a/1", _ -> "another"));
            Future<@Nullable String> removed = threads.submit(() -> cache.remove("a/1"));
            go.countDown();
            assertThat(first.get()).isEqualTo("v");
            assertThat(second.get()).isIn("v", "another");
            assertThat(removed.get()).isIn("v", "another", null);
        }
        assertThat(loads).hasValue(1);
    }

    @Test
    void who_removes_waits_for_who_loads() throws Exception {
        CountDownLatch loading = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<@Nullable String> old = threads.submit(() -> cache.get("a/1", _ -> {
                loading.countDown();
                awaited(go);
                return "old";
            }));
            loading.await();
            Future<@Nullable String> removed = threads.submit(() -> {
                go.countDown();
                return cache.remove("a/1");
            });
            assertThat(removed.get()).isEqualTo("old");
            assertThat(old.get()).isEqualTo("old");
        }
        assertThat(cache.get("a/1", _ -> "new")).isEqualTo("new");
        assertThat(memory.bytes()).isEqualTo(EACH);
    }

    /// A key whose hash code is asked for as often as the cache looks at it.
    private record Counted(String group, int number, AtomicInteger looks) {
        @Override
        public int hashCode() {
            looks.incrementAndGet();
            return 31 * group.hashCode() + number;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            looks.incrementAndGet();
            return other instanceof Counted counted && counted.group.equals(group) && counted.number == number;
        }
    }

    @Test
    void the_removal_of_a_group_looks_at_its_own_keys_only() {
        AtomicInteger looks = new AtomicInteger();
        SharedCache<Counted, String> grouped =
                new Memory(1 << 30).grouped("counted", Counted::group, (_, _) -> "a", _ -> 1, _ -> {});
        List<Integer> costs = new ArrayList<>();
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < 5_000; i++) {
                grouped.put(new Counted("g" + round + "." + i / 2, i, looks), "v");
            }
            looks.set(0);
            List<String> removed = new ArrayList<>();
            grouped.removeGroup("g0." + round, removed::add);
            assertThat(removed).hasSize(2);
            costs.add(looks.get());
        }
        assertThat(costs.get(1)).isLessThan(100).isEqualTo(costs.get(0));
        assertThat(grouped.hasGroup("g0.0")).isFalse();
        assertThat(grouped.hasGroup("g0.2")).isTrue();
    }

    @Test
    void a_group_is_gone_with_its_last_value() {
        SharedCache<String, String> grouped = memory.grouped(
                "grouped",
                key -> key.substring(0, key.indexOf('/')),
                (_, _) -> "a",
                _ -> EACH - PLACE_BYTES,
                evicted::add);
        grouped.put("g/1", "v");
        grouped.put("g/1", "w");
        assertThat(grouped.get("g/2", _ -> null)).isNull();
        assertThat(grouped.remove("g/1")).isEqualTo("w");
        assertThat(grouped.groups()).isZero();
        for (int i = 0; i < 100; i++) {
            grouped.put(i + "/1", "v");
        }
        assertThat(evicted).hasSize(80);
        assertThat(grouped.groups()).isEqualTo(20);
    }

    /// The fact changes, and then its group is removed: nobody finds the former fact after that.
    @Test
    void no_value_from_before_survives_the_removal_of_its_group() throws InterruptedException {
        SharedCache<String, Integer> grouped = new Memory(6 * EACH)
                .grouped("grouped", key -> key.substring(0, 1), (_, _) -> "a", _ -> EACH - PLACE_BYTES, _ -> {});
        AtomicInteger fact = new AtomicInteger();
        AtomicInteger outdated = new AtomicInteger();
        AtomicBoolean over = new AtomicBoolean();
        try (ExecutorService threads = Executors.newFixedThreadPool(3)) {
            for (int thread = 0; thread < 3; thread++) {
                Random random = new Random(SEED + thread);
                threads.execute(() -> {
                    while (!over.get()) {
                        String key = random.nextInt(4) + "/" + random.nextInt(3);
                        var _ = grouped.get(key, _ -> fact.get());
                    }
                });
            }
            for (int round = 1; round <= 20_000; round++) {
                fact.set(round);
                grouped.removeGroup("0", _ -> {});
                for (int i = 0; i < 3; i++) {
                    Integer found = grouped.getIfPresent("0/" + i);
                    outdated.addAndGet(found != null && found < round ? 1 : 0);
                }
            }
            over.set(true);
        }
        assertThat(outdated).as("seed %d", SEED).hasValue(0);
    }

    @Test
    void the_bytes_are_right_after_a_storm() throws InterruptedException {
        CountDownLatch done = new CountDownLatch(4);
        AtomicInteger wrong = new AtomicInteger();
        for (int thread = 0; thread < 4; thread++) {
            Random random = new Random(SEED + thread);
            Thread.ofPlatform().start(() -> {
                for (int i = 0; i < 50_000; i++) {
                    String key = "abc".charAt(random.nextInt(3)) + "/" + random.nextInt(15);
                    switch (random.nextInt(4)) {
                        case 0 -> cache.remove(key);
                        case 1 -> cache.put(key, key);
                        default -> wrong.addAndGet(key.equals(cache.get(key, wanted -> wanted)) ? 0 : 1);
                    }
                }
                done.countDown();
            });
        }
        done.await();
        assertThat(wrong).hasValue(0);
        int present = 0;
        for (String account : List.of("a", "b", "c")) {
            present += held(account);
        }
        assertThat(memory.bytes())
                .as("seed " + SEED)
                .isEqualTo((long) present * EACH)
                .isLessThanOrEqualTo(20 * EACH);
    }

    private static void awaited(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    @Test
    void a_loop_gets_what_is_here_and_neither_loads_nor_waits() throws InterruptedException {
        cache.put("a/here", "value");
        CountDownLatch loading = new CountDownLatch(1);
        CountDownLatch released = new CountDownLatch(1);
        Thread loader = Thread.ofVirtual()
                .start(() -> cache.get("a/slow", _ -> {
                    loading.countDown();
                    awaitUninterruptibly(released);
                    return "slow";
                }));
        loading.await();
        try (LoopThread loop = new LoopThread()) {
            assertThat(loop.run(() -> cache.get("a/here", _ -> fail()))).isEqualTo("value");
            assertThatThrownBy(() -> loop.run(() -> cache.get("a/absent", _ -> fail())))
                    .isInstanceOf(OffLoopException.class);
            assertThatThrownBy(() -> loop.run(() -> cache.get("a/slow", _ -> fail())))
                    .isInstanceOf(OffLoopException.class);
            assertThatThrownBy(() -> loop.run(() -> cache.remove("a/here"))).isInstanceOf(OffLoopException.class);
            released.countDown();
            loader.join();
            assertThat(loop.run(() -> cache.get("a/slow", _ -> fail()))).isEqualTo("slow");
        }
        assertThat(cache.getIfPresent("a/here")).isEqualTo("value");
    }

    private static String fail() {
        throw new AssertionError("loaded");
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
