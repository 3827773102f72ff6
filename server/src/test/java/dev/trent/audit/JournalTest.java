package dev.trent.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class JournalTest {
    private static final Instant START = Instant.parse("2026-11-24T01:02:03Z");

    private static void append(Journal journal, String text) {
        byte[] bytes = line(text);
        journal.append(bytes, bytes.length);
    }

    private static byte[] line(String text) {
        return ("{\"text\":\"" + text + "\"}\n").getBytes(StandardCharsets.UTF_8);
    }

    private static List<Path> segments(Path folder) throws IOException {
        return SegmentFile.in(folder).stream().map(SegmentFile::path).toList();
    }

    private static List<String> lines(Path folder) {
        return AuditLog.records(folder).stream().map(FailingDisk::text).toList();
    }

    @Test
    void an_acknowledged_line_is_in_the_file(@TempDir Path folder) throws IOException {
        try (Journal journal = Journal.open(folder, () -> START)) {
            append(journal, "one");
            assertThat(lines(folder)).containsExactly("one");
            append(journal, "two");
            assertThat(lines(folder)).containsExactly("one", "two");
            assertThat(journal.healthy()).isTrue();
        }
    }

    @Test
    void the_lines_of_many_threads_are_whole_single_and_in_each_threads_order(@TempDir Path folder) throws IOException {
        int threads = 200;
        int each = 50;
        try (Journal journal = Journal.open(folder, () -> START);
                ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int thread = 0; thread < threads; thread++) {
                String name = "thread-" + thread + "-";
                executor.execute(() -> {
                    for (int i = 0; i < each; i++) {
                        append(journal, name + i + "-" + "x".repeat(i * 20));
                    }
                });
            }
        }
        List<String> lines = lines(folder);
        assertThat(lines).hasSize(threads * each);
        int[] next = new int[threads];
        for (String line : lines) {
            String[] parts = line.split("-", -1);
            int thread = Integer.parseInt(parts[1]);
            int i = Integer.parseInt(parts[2]);
            assertThat(i).isEqualTo(next[thread]++);
            assertThat(parts[3]).hasSize(20 * i);
        }
    }

    @Test
    void a_full_batch_fits_into_the_first_file(@TempDir Path folder) throws Exception {
        byte[] large = line("x".repeat(Journal.LINE_BYTES_MAX / 2));
        byte[] small = line("y");
        CountDownLatch told = new CountDownLatch(1);
        try (Journal journal = Journal.open(folder, () -> START)) {
            awaitIdleWriter();
            while (journal.append(large, large.length, _ -> {})) {
                // As many as there is room for.
                assertThat(Thread.currentThread().isInterrupted()).isFalse();
            }
            while (journal.append(small, small.length, _ -> told.countDown())) {
                assertThat(Thread.currentThread().isInterrupted()).isFalse();
            }
            journal.flush();
            assertThat(told.await(60, TimeUnit.SECONDS)).isTrue();
            assertThat(segments(folder)).hasSize(1);
            assertThat(Files.size(segments(folder).getFirst())).isEqualTo(SpareFiles.BYTES_FIRST);
        }
    }

    /// A writer that has just been started takes the lines that are there before it rests for the first time.
    private static void awaitIdleWriter() {
        while (Thread.getAllStackTraces().keySet().stream()
                .anyMatch(thread ->
                        thread.getName().equals("audit-writer") && thread.getState() == Thread.State.RUNNABLE)) {
            Thread.onSpinWait();
        }
    }

    @Test
    void each_start_begins_a_segment_and_touches_no_other(@TempDir Path folder) throws IOException {
        Path old = folder.resolve("events-20250101T000000Z-00000041.jsonl");
        Files.writeString(old, "torn li");
        try (Journal journal = Journal.open(folder, () -> START)) {
            append(journal, "first");
        }
        try (Journal journal = Journal.open(folder, () -> START)) {
            append(journal, "second");
        }
        assertThat(segments(folder).stream().map(path -> path.getFileName().toString()))
                .containsExactly(
                        "events-20250101T000000Z-00000041.jsonl",
                        "records-20261124T010203Z-00000042.jsonl",
                        "records-20261124T010203Z-00000043.jsonl");
        assertThat(Files.readString(old)).isEqualTo("torn li");
    }

    @Test
    void only_the_owner_may_read(@TempDir Path parent) throws IOException {
        Path folder = parent.resolve("audit");
        try (Journal journal = Journal.open(folder, () -> START)) {
            append(journal, "one");
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                .isEqualTo("rwx------");
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(segments(folder).getFirst())))
                .isEqualTo("rw-------");
    }

    @Test
    void a_closed_log_takes_no_line(@TempDir Path folder) throws IOException {
        Journal journal = Journal.open(folder, () -> START);
        append(journal, "one");
        journal.close();
        assertThatThrownBy(() -> append(journal, "two")).isInstanceOf(JournalException.class);
        assertThat(lines(folder)).containsExactly("one");
    }

    @Test
    void what_is_no_object_or_beyond_the_bound_is_a_defect(@TempDir Path folder) throws IOException {
        try (Journal journal = Journal.open(folder, () -> START)) {
            for (String wrong : List.of("", "\n", "{}\n", "text\n", "{\"a\":1}", "[\"a\",1]\n")) {
                byte[] bytes = wrong.getBytes(StandardCharsets.UTF_8);
                assertThatThrownBy(() -> journal.append(bytes, bytes.length))
                        .as(wrong)
                        .isInstanceOf(AssertionError.class);
            }
            byte[] tooLong = line("x".repeat(Journal.LINE_BYTES_MAX));
            assertThatThrownBy(() -> journal.append(tooLong, tooLong.length)).isInstanceOf(AssertionError.class);
        }
    }

    @Test
    void a_failed_write_acknowledges_nobody_and_says_so() throws IOException {
        FailingDisk disk = new FailingDisk();
        try (Journal journal = Journal.open(disk)) {
            append(journal, "before");
            disk.failsToWrite = true;
            assertThatThrownBy(() -> append(journal, "lost")).isInstanceOf(JournalException.class);
            assertThat(journal.healthy()).isFalse();
            assertThat(disk.durable).containsExactly("before");
        }
    }

    @Test
    void the_figures_tell_what_is_on_disk_and_what_failed() throws IOException {
        FailingDisk disk = new FailingDisk();
        try (Journal journal = Journal.open(disk)) {
            for (int i = 0; i < 5; i++) {
                append(journal, "line " + i);
            }
            JournalFigures well = journal.figures();
            assertThat(well.writable()).isTrue();
            assertThat(well.waiting()).isZero();
            assertThat(well.lastSeq()).isEqualTo(journal.head().seq()).isGreaterThanOrEqualTo(5);
            assertThat(Arrays.stream(well.nanos().counts()).sum()).isEqualTo(5);
            assertThat(well.batches().sum()).isEqualTo(5);
            assertThat(well.bytes()).isGreaterThanOrEqualTo(5 * 4096).isEqualTo(well.bytes() / 4096 * 4096);
            assertThat(well.failures()).isZero();

            disk.failsToForce = true;
            assertThatThrownBy(() -> append(journal, "lost")).isInstanceOf(JournalException.class);
            JournalFigures broken = journal.figures();
            assertThat(broken.writable()).isFalse();
            assertThat(broken.failures()).isEqualTo(1);
            assertThat(broken.batches().sum()).isEqualTo(5);
            assertThat(broken.lastSeq()).isEqualTo(well.lastSeq());
        }
    }

    @Test
    void a_failed_flush_acknowledges_nobody() throws IOException {
        FailingDisk disk = new FailingDisk();
        try (Journal journal = Journal.open(disk)) {
            disk.failsToForce = true;
            assertThatThrownBy(() -> append(journal, "lost")).isInstanceOf(JournalException.class);
            assertThat(disk.durable).isEmpty();
        }
    }

    @Test
    void a_healed_disk_is_used_again_in_a_new_segment() throws IOException {
        FailingDisk disk = new FailingDisk();
        try (Journal journal = Journal.open(disk)) {
            disk.failsToForce = true;
            assertThatThrownBy(() -> append(journal, "lost")).isInstanceOf(JournalException.class);
            disk.failsToForce = false;
            int attempts = 0;
            while (!journal.healthy()) {
                try {
                    append(journal, "attempt " + attempts++);
                } catch (JournalException stillOff) {
                    // The next attempt at the disk is due a second after the failure.
                    Thread.onSpinWait();
                }
            }
            append(journal, "after");
            assertThat(disk.durable)
                    .contains("after", "attempt " + (attempts - 1))
                    .doesNotContain("lost");
            assertThat(disk.opened).hasValue(2);
        }
    }

    @Test
    void under_load_only_durable_lines_are_acknowledged() throws IOException {
        FailingDisk disk = new FailingDisk();
        ConcurrentLinkedQueue<String> acknowledged = new ConcurrentLinkedQueue<>();
        AtomicInteger refused = new AtomicInteger();
        try (Journal journal = Journal.open(disk);
                ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int thread = 0; thread < 50; thread++) {
                String name = "t" + thread + "-";
                boolean breaking = thread == 0;
                executor.execute(() -> {
                    for (int i = 0; i < 100; i++) {
                        if (breaking) {
                            disk.failsToForce = i % 20 == 19;
                        }
                        try {
                            append(journal, name + i);
                            acknowledged.add(name + i);
                        } catch (JournalException expected) {
                            refused.incrementAndGet();
                        }
                    }
                });
            }
        }
        assertThat(disk.durable).containsAll(acknowledged);
        assertThat(acknowledged.size() + refused.get()).isEqualTo(5000);
        assertThat(refused.get()).isPositive();
    }

    @Test
    void more_than_fits_at_once_waits_and_is_written() throws IOException {
        FailingDisk disk = new FailingDisk();
        try (Journal journal = Journal.open(disk);
                ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int thread = 0; thread < 40; thread++) {
                String line = thread + "-" + "x".repeat(200_000);
                executor.execute(() -> append(journal, line));
            }
        }
        assertThat(disk.durable).hasSize(40);
    }

    @Test
    void a_disk_that_has_room_again_is_noticed_without_a_line_and_leaves_no_empty_segments() throws IOException {
        FailingDisk disk = new FailingDisk();
        try (Journal journal = Journal.open(disk)) {
            disk.failsToWrite = true;
            assertThatThrownBy(() -> append(journal, "lost"))
                    .isInstanceOf(JournalException.class)
                    .hasMessageContaining("no space left on device");
            while (disk.probed.get() < 2) {
                Thread.onSpinWait();
            }
            assertThat(journal.healthy()).isFalse();
            assertThat(disk.opened).hasValue(1);
            disk.failsToWrite = false;
            while (!journal.healthy()) {
                Thread.onSpinWait();
            }
            append(journal, "after");
            assertThat(disk.durable).containsExactly("after");
            assertThat(disk.opened).hasValue(2);
        }
    }

    @Test
    void a_segment_that_was_replaced_is_noticed_without_a_line() throws IOException {
        FailingDisk disk = new FailingDisk();
        try (Journal journal = Journal.open(disk)) {
            append(journal, "before");
            disk.failsToOpen = true;
            disk.replaced = true;
            while (journal.healthy()) {
                Thread.onSpinWait();
            }
            assertThatThrownBy(() -> append(journal, "refused")).isInstanceOf(JournalException.class);
            disk.failsToOpen = false;
            while (!journal.healthy()) {
                Thread.onSpinWait();
            }
            append(journal, "after");
            assertThat(disk.durable).containsExactly("after", "before");
        }
    }

    @Test
    void a_folder_that_is_gone_takes_no_line_until_it_is_there_again(@TempDir Path parent) throws IOException {
        Path folder = parent.resolve("audit");
        try (Journal journal = Journal.open(folder, () -> START)) {
            append(journal, "before");
            Path away = Files.move(folder, parent.resolve("away"));
            while (journal.healthy()) {
                Thread.onSpinWait();
            }
            assertThatThrownBy(() -> append(journal, "refused")).isInstanceOf(JournalException.class);
            assertThat(folder).doesNotExist();
            Files.move(away, folder);
            while (!journal.healthy()) {
                Thread.onSpinWait();
            }
            append(journal, "after");
            assertThat(lines(folder)).containsExactly("before", "after");
            assertThat(segments(folder)).as("the probe leaves nothing").hasSize(2);
        }
    }

    @Test
    void lines_without_waiting_are_told_in_their_order_once_they_are_on_disk() throws Exception {
        FailingDisk disk = new FailingDisk();
        int loops = 4;
        int each = 200;
        CountDownLatch told = new CountDownLatch(loops * each);
        List<String> wrong = Collections.synchronizedList(new ArrayList<>());
        try (Journal journal = Journal.open(disk);
                ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int loop = 0; loop < loops; loop++) {
                String name = "loop-" + loop + "-";
                AtomicInteger next = new AtomicInteger();
                executor.execute(() -> {
                    for (int i = 0; i < each; i++) {
                        int mine = i;
                        byte[] bytes = line(name + i);
                        assertThat(journal.append(bytes, bytes.length, lost -> {
                                    if (lost != null
                                            || next.getAndIncrement() != mine
                                            || !disk.durable.contains(name + mine)) {
                                        wrong.add(name + mine);
                                    }
                                    told.countDown();
                                }))
                                .isTrue();
                        if (i % 7 == 6 || i == each - 1) {
                            journal.flush();
                        }
                    }
                });
            }
            told.await();
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void a_single_line_that_finds_the_disk_free_is_written_by_who_flushes() throws IOException {
        FailingDisk disk = new FailingDisk();
        AtomicReference<@Nullable Thread> teller = new AtomicReference<>();
        try (Journal journal = Journal.open(disk)) {
            // The writer thread may still be on its way to its rest.
            for (int i = 0; teller.get() != Thread.currentThread(); i++) {
                teller.set(null);
                byte[] bytes = line("line " + i);
                assertThat(journal.append(bytes, bytes.length, _ -> teller.set(Thread.currentThread())))
                        .isTrue();
                journal.flush();
                while (teller.get() == null) {
                    Thread.onSpinWait();
                }
                assertThat(disk.durable).contains("line " + i);
            }
            append(journal, "after");
            assertThat(disk.durable).contains("after");
        }
    }

    @Test
    void a_disk_that_fails_is_told_to_who_did_not_wait() throws Exception {
        FailingDisk disk = new FailingDisk();
        BlockingQueue<JournalException> lost = new LinkedBlockingQueue<>();
        try (Journal journal = Journal.open(disk)) {
            disk.failsToWrite = true;
            byte[] bytes = line("lost");
            journal.append(bytes, bytes.length, lost::add);
            journal.append(bytes, bytes.length, lost::add);
            journal.flush();
            assertThat(lost.take()).hasMessageContaining("no space left on device");
            assertThat(lost.take()).hasMessageContaining("no space left on device");
        }
    }

    /// The last line of a batch has a space before its line feed, and the others have none.
    @Test
    void lines_that_belong_together_are_one_batch(@TempDir Path folder) throws IOException {
        byte[] first = line("of the caller");
        byte[] second = line("of the owner");
        try (Journal journal = Journal.open(folder, () -> START)) {
            journal.append(first, first.length, List.of(new Line("id", second)));
        }
        String log;
        try (Stream<Path> files = Files.list(folder)) {
            Path segment = files.filter(file -> file.toString().endsWith(".jsonl"))
                    .findAny()
                    .orElseThrow();
            log = Files.readString(segment, StandardCharsets.UTF_8);
        }
        int owner = log.indexOf("of the owner");
        assertThat(log.substring(log.indexOf("of the caller"), owner))
                .doesNotContain(" \n")
                .contains("\n{\"seq\":3,");
        assertThat(log.substring(owner)).contains(" \n");
    }

    @Test
    void lines_that_belong_together_find_room_together_or_none() throws IOException {
        byte[] half = line("x".repeat(200_000));
        List<Line> others = List.of(new Line("a", half), new Line("b", half));
        AtomicInteger told = new AtomicInteger();
        int taken = 0;
        try (Journal journal = Journal.open(new FailingDisk())) {
            while (taken < 10 && journal.append(half, half.length, others, _ -> told.incrementAndGet())) {
                taken++;
            }
        }
        assertThat(taken).isBetween(1, 9);
        assertThat(told).hasValue(taken);
    }

    @Test
    void a_line_without_waiting_finds_no_room_in_a_full_batch() throws IOException {
        FailingDisk disk = new FailingDisk();
        AtomicInteger told = new AtomicInteger();
        byte[] bytes = line("x".repeat(200_000));
        int taken = 0;
        try (Journal journal = Journal.open(disk)) {
            while (taken < 10 && journal.append(bytes, bytes.length, _ -> told.incrementAndGet())) {
                taken++;
            }
        }
        assertThat(taken).isBetween(5, 10);
        assertThat(told).hasValue(taken);
    }
}
