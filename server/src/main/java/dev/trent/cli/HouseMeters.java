package dev.trent.cli;

import dev.trent.chores.Chores;
import dev.trent.iam.SlowLane;
import dev.trent.keys.KeyState;
import dev.trent.memory.CacheFigures;
import dev.trent.metrics.Measure;
import dev.trent.metrics.Meters;
import dev.trent.metrics.Sampled;
import dev.trent.operator.DiskSpace;
import dev.trent.operator.House;
import dev.trent.store.Due;
import dev.trent.store.WriterFigures;
import dev.trent.vault.HeavyFigures;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/// Tells the meters where the numbers of the rooms below the gateway are.
final class HouseMeters {
    private static final Duration COUNT_KEYS_EVERY = Duration.ofMinutes(1);
    private static final Duration COUNT_WAITING_EVERY = Duration.ofSeconds(10);
    private static final double MILLIS_PER_SECOND = 1e3;

    private final Meters meters;
    private final House house;

    /// What waits in the database.
    private record Waiting(Due.Overdue chores, long records) {}

    HouseMeters(Meters meters, House house) {
        this.meters = meters;
        this.house = house;
    }

    /// Adds all meters of the house, and of the threads that work for it.
    void add(SlowLane slowLane, Chores chores) {
        ofDisk();
        ofQueues(slowLane);
        ofChores(chores);
        ofCaches();
        ofKeys();
    }

    private void ofDisk() {
        ofDisk("trent_disk_size_bytes", "The size of the disk of the data folder", DiskSpace::totalBytes);
        ofDisk("trent_disk_free_bytes", "The space on the disk that the server may still fill", DiskSpace::freeBytes);
        ofDisk(
                "trent_disk_reserve_bytes",
                "The free space below which changes are refused (--disk-reserve)",
                DiskSpace::reserveBytes);
    }

    private void ofDisk(String name, String help, ToDoubleFunction<DiskSpace> part) {
        meters.gauge(name, help, () -> part.applyAsDouble(house.sentry().space()));
    }

    private void ofQueues(SlowLane slowLane) {
        Supplier<WriterFigures> writer = () -> house.store().figures();
        meters.gauges(
                "trent_queue_depth",
                "How much waits: records for the disk, changes for the database, long work for its threads",
                List.of("queue"),
                () -> {
                    HeavyFigures heavy = house.vault().heavyWork();
                    return List.of(
                            new Measure("audit", house.journal().figures().waiting()),
                            new Measure("store", writer.get().waiting()),
                            new Measure("heavy-operations", heavy.operations()),
                            new Measure("heavy-generations", heavy.generations()),
                            new Measure("slow-lane", slowLane.waiting()));
                });
        meters.gauge(
                "trent_heavy_work_running",
                "How many operations with long keys, and makings of keys, are being done",
                () -> house.vault().heavyWork().working());
        meters.counter(
                "trent_store_changes",
                "How many changes of the database were made or tried",
                () -> writer.get().changes());
        meters.counter(
                "trent_store_batches",
                "In how many batches changes of the database were made; a batch is one commit",
                () -> writer.get().batches());
    }

    private void ofChores(Chores chores) {
        meters.counter("trent_chores_run", "How many chores have run, such as rotations and deletions", chores::ran);
        meters.counter("trent_chores_failed", "How many chores have failed; each is tried again", chores::failed);
        Sampled<Waiting> waiting =
                new Sampled<>("What waits in the database", COUNT_WAITING_EVERY, this::waiting, System::nanoTime);
        meters.gauge(
                "trent_chores_due",
                "How many chores are due and have not run yet",
                () -> known(waiting, known -> known.chores.count()));
        meters.gauge(
                "trent_chores_late_seconds",
                "How long the most overdue chore is due; 0 if none is",
                () -> known(waiting, known -> late(known.chores.oldest())));
        meters.gauge(
                "trent_audit_outbox_records",
                "How many records of changes are in the database and not known to be in the audit log",
                () -> known(waiting, Waiting::records));
        meters.gauge(
                "trent_trails_failing",
                "How many trails could not be written when it was tried the last time; the others go on",
                () -> house.delivery().failing());
    }

    private Waiting waiting() {
        Instant now = house.clock().instant();
        return new Waiting(
                house.store().read(tx -> Due.overdue(tx, now)), house.ledger().undelivered());
    }

    private double late(@Nullable Instant oldest) {
        return oldest == null
                ? 0
                : Math.max(0, Duration.between(oldest, house.clock().instant()).toMillis() / MILLIS_PER_SECOND);
    }

    private void ofCaches() {
        ofCaches("trent_cache_hits", "How many look-ups of a cache found a value", CacheFigures::hits, true);
        ofCaches(
                "trent_cache_misses",
                "How many values were read, opened or compiled because a cache had none",
                CacheFigures::misses,
                true);
        ofCaches(
                "trent_cache_evictions",
                "How many values gave way because the memory of the caches was full",
                CacheFigures::evictions,
                true);
        ofCaches("trent_cache_values", "How many values a cache has", CacheFigures::values, false);
        ofCaches(
                "trent_cache_bytes",
                "The bytes of the heap that the values of a cache take",
                CacheFigures::bytes,
                false);
        meters.gauge(
                "trent_cache_max_bytes",
                "The bytes of the heap that all caches together may take (--cache-share)",
                () -> house.memory().bytesMax());
    }

    private void ofCaches(String name, String help, ToDoubleFunction<CacheFigures> number, boolean counter) {
        Supplier<List<Measure>> measures = () -> house.memory().figures().stream()
                .map(cache -> new Measure(cache.name(), number.applyAsDouble(cache)))
                .toList();
        if (counter) {
            meters.counters(name, help, List.of("cache"), measures);
        } else {
            meters.gauges(name, help, List.of("cache"), measures);
        }
    }

    private void ofKeys() {
        Sampled<Map<KeyState, Long>> counts = new Sampled<>(
                "The keys by state",
                COUNT_KEYS_EVERY,
                () -> house.records().keys().countByState(),
                System::nanoTime);
        meters.gauges(
                "trent_keys",
                "How many keys are in which state, in all accounts and Regions; counted at most once a minute",
                List.of("state"),
                () -> {
                    Map<KeyState, Long> latest = counts.latest();
                    List<Measure> measures = new ArrayList<>();
                    if (latest != null) {
                        latest.forEach((state, count) -> measures.add(new Measure(state.name(), count)));
                    }
                    return measures;
                });
    }

    private static <T> Number known(Sampled<T> sampled, ToDoubleFunction<T> number) {
        T latest = sampled.latest();
        return latest == null ? Double.NaN : number.applyAsDouble(latest);
    }
}
