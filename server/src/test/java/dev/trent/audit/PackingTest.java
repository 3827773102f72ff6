package dev.trent.audit;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Closed segments are compressed, and nothing else changes.
///
/// The log has three segments of 150 records of one block each, which are three blocks of the compressed file.
@Timeout(120)
class PackingTest {
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-24T01:02:03Z"));
    private static final int SEGMENTS = 3;
    private static final int RECORDS = 150;

    @TempDir
    private Path parent;

    private Path folder;

    @BeforeEach
    void write() throws IOException {
        folder = parent.resolve("audit");
        Random random = new Random(5);
        for (int segment = 0; segment < SEGMENTS; segment++) {
            try (Journal journal = Journal.open(folder, CLOCK)) {
                for (int i = 0; i < RECORDS; i++) {
                    append(journal, Long.toHexString(random.nextLong()).repeat(1 + i));
                }
            }
        }
    }

    private static void append(Journal journal, String text) {
        byte[] line = ("{\"text\":\"" + text + "\"}\n").getBytes(StandardCharsets.UTF_8);
        journal.append(line, line.length);
    }

    @Test
    void it_rests_less_the_more_segments_wait_and_at_last_not_at_all() {
        long before = Long.MAX_VALUE;
        for (int waiting = 1; waiting < Packing.WAITING_MAX; waiting++) {
            long rest = Packing.rest(1000, true, waiting);
            assertThat(rest).isBetween(1000L, before - 1);
            assertThat(Packing.rest(1000, false, waiting)).isEqualTo(1000);
            before = rest;
        }
        assertThat(Packing.rest(1000, true, 1)).isEqualTo(49_000);
        for (long waiting : new long[] {Packing.WAITING_MAX, 100, Long.MAX_VALUE}) {
            assertThat(Packing.rest(1000, true, waiting)).isZero();
            assertThat(Packing.rest(1000, false, waiting)).isZero();
        }
    }

    private void pack() throws IOException {
        try (Journal journal = Journal.open(folder, CLOCK)) {
            new Packing(folder, journal, Thread::new).packAll();
        }
    }

    private List<Path> files() throws IOException {
        return SegmentFile.in(folder).stream().map(SegmentFile::path).toList();
    }

    private List<LogRecord> records() throws IOException {
        List<LogRecord> records = new ArrayList<>();
        new RecordReader(folder).more(records::add);
        return records;
    }

    private static List<String> texts(List<LogRecord> records) {
        return records.stream()
                .map(record -> record.seq() + "@" + record.segment() + ":" + record.offset() + record.text())
                .toList();
    }

    private static byte[] unpacked(Path file) throws IOException {
        Process zcat = new ProcessBuilder("zcat", file.toString()).start();
        return zcat.getInputStream().readAllBytes();
    }

    @Test
    void a_closed_segment_becomes_smaller_and_keeps_each_byte() throws IOException {
        List<byte[]> before = new ArrayList<>();
        for (Path file : files()) {
            before.add(Files.readAllBytes(file));
        }
        List<String> names =
                files().stream().map(file -> file.getFileName() + ".gz").toList();
        pack();
        assertThat(files().subList(0, SEGMENTS))
                .extracting(file -> file.getFileName().toString())
                .isEqualTo(names);
        assertThat(folder).isDirectoryNotContaining("glob:**packing*");
        assertThat(folder.toFile().list()).hasSize(SEGMENTS + 1);
        for (int i = 0; i < SEGMENTS; i++) {
            assertThat(unpacked(files().get(i))).isEqualTo(before.get(i));
            assertThat(Files.size(files().get(i))).isLessThan(before.get(i).length / 10);
        }
    }

    @Test
    void records_are_found_where_they_were() throws IOException {
        List<LogRecord> before = records();
        pack();
        assertThat(texts(records())).isEqualTo(texts(before));
        for (LogRecord record : before) {
            LogRecord again = requireNonNull(RecordReader.at(folder, record.segment(), record.offset()));
            assertThat(again.text()).isEqualTo(record.text());
        }
        assertThat(RecordReader.at(folder, 1, 1)).isNull();
        assertThat(RecordReader.at(folder, 1, 1L << 40)).isNull();
        List<LogRecord> some = new ArrayList<>();
        RecordReader.after(folder, before.get(200).seq()).more(some::add);
        assertThat(texts(some)).isEqualTo(texts(before.subList(201, before.size())));
    }

    /// Returns all that a reader after a record is told: records by their numbers, and gaps.
    private List<String> told(long after) throws IOException {
        List<String> told = new ArrayList<>();
        RecordReader.after(folder, after, gap -> told.add(gap.first() + "-" + gap.last()))
                .more(record -> told.add(Long.toString(record.seq())));
        return told;
    }

    private static List<String> numbers(int first, int last) {
        return IntStream.rangeClosed(first, last)
                .filter(seq -> (seq - 1) % (RECORDS + 1) != 0)
                .mapToObj(Integer::toString)
                .toList();
    }

    private static List<String> joined(List<String> one, String gap, List<String> other) {
        List<String> all = new ArrayList<>(one);
        all.add(gap);
        all.addAll(other);
        return all;
    }

    @Test
    void a_missing_file_is_a_gap_and_those_before_the_oldest_are_none() throws IOException {
        assertThat(told(0)).isEqualTo(numbers(2, 453));
        assertThat(told(100)).isEqualTo(numbers(101, 453));
        Files.delete(files().get(1));
        List<String> rest = numbers(303, 453);
        assertThat(told(0)).isEqualTo(joined(numbers(2, 151), "152-302", rest));
        assertThat(told(151)).isEqualTo(joined(List.of(), "152-302", rest));
        assertThat(told(200)).isEqualTo(joined(List.of(), "201-302", rest));
        assertThat(told(302)).isEqualTo(rest);
        Files.delete(files().getFirst());
        assertThat(told(0)).isEqualTo(rest);
        assertThat(told(200)).isEqualTo(rest);
    }

    @Test
    void a_damaged_block_is_a_gap() throws IOException {
        pack();
        Path packed = files().get(1);
        byte[] bytes = Files.readAllBytes(packed);
        bytes[bytes.length / 2] ^= 1;
        Files.write(packed, bytes);
        List<String> told = told(0);
        String gap =
                told.stream().filter(each -> each.contains("-")).findFirst().orElseThrow();
        int first = Integer.parseInt(gap.substring(0, gap.indexOf('-')));
        int last = Integer.parseInt(gap.substring(gap.indexOf('-') + 1));
        assertThat(first).isBetween(152, last);
        assertThat(last).isLessThan(303);
        assertThat(told).isEqualTo(joined(numbers(2, first - 1), gap, numbers(last + 1, 453)));
    }

    @Test
    void a_reader_goes_on_when_the_file_that_it_was_in_is_compressed() throws IOException {
        List<LogRecord> before = records();
        List<LogRecord> read = new ArrayList<>();
        RecordReader reader = new RecordReader(folder);
        reader.more(Long.MAX_VALUE, record -> {
            read.add(record);
            return read.size() < RECORDS / 2;
        });
        SegmentFile listed = SegmentFile.in(folder).getFirst();
        pack();
        try (SegmentReader lines = listed.open(before.get(9).offset())) {
            assertThat(new String(requireNonNull(lines.next()).text(), StandardCharsets.UTF_8))
                    .contains("\"seq\":11,");
        }
        reader.more(read::add);
        assertThat(texts(read)).isEqualTo(texts(before));
    }

    @Test
    void the_newest_segment_and_an_empty_one_stay_as_they_are() throws IOException {
        try (Journal journal = Journal.open(folder, CLOCK)) {
            append(journal, "newest");
            Files.write(files().get(1), new byte[0]);
            new Packing(folder, journal, Thread::new).packAll();
            assertThat(files().get(SEGMENTS)).hasFileName("records-20261124T010203Z-00000004.jsonl");
            append(journal, "goes on");
        }
        assertThat(files().get(1)).isEmptyFile();
        assertThat(AuditLog.last(folder)).isEqualTo("{\"text\":\"goes on\"}");
    }

    @Test
    void whatever_a_crash_leaves_the_log_is_whole_and_the_next_process_goes_on() throws IOException {
        List<LogRecord> before = records();
        byte[] plain = Files.readAllBytes(files().getFirst());
        pack();
        Path packed = files().getFirst();
        Path file = packed.resolveSibling(packed.getFileName().toString().replace(".gz", ""));

        // Before the file was removed.
        Files.write(file, plain);
        assertThat(texts(records())).isEqualTo(texts(before));
        pack();
        assertThat(file).doesNotExist();
        assertThat(texts(records())).isEqualTo(texts(before));

        // In the middle of the copy, under its temporary name; the file is there.
        byte[] copy = Files.readAllBytes(packed);
        Files.write(folder.resolve("packing-1"), Arrays.copyOf(copy, copy.length / 2));
        Files.delete(packed);
        Files.write(file, plain);
        assertThat(texts(records())).isEqualTo(texts(before));
        pack();
        assertThat(packed).exists();
        assertThat(folder).isDirectoryNotContaining("glob:**packing*");
        assertThat(texts(records())).isEqualTo(texts(before));
        assertThat(Verification.of(folder, null).sound()).isTrue();
    }

    @Test
    void a_file_that_cannot_be_compressed_stays() throws IOException {
        Path planted = Files.createDirectory(folder.resolve("packing-1"));
        Files.writeString(planted.resolve("something"), "");
        List<LogRecord> before = records();
        try (Journal journal = Journal.open(folder, CLOCK)) {
            Packing packing = new Packing(folder, journal, Thread::new);
            assertThatThrownBy(packing::packAll).isInstanceOf(IOException.class);
        }
        assertThat(texts(records())).isEqualTo(texts(before));
        assertThat(files()).noneMatch(file -> file.toString().endsWith(".gz"));
    }

    @Test
    void a_process_that_ends_leaves_no_half_of_a_file() throws IOException {
        try (Journal journal = Journal.open(folder, CLOCK)) {
            Packing packing = Packing.start(folder, journal, Thread::new);
            packing.close();
        }
        assertThat(folder).isDirectoryNotContaining("glob:**packing*");
        assertThat(records()).hasSize(SEGMENTS * RECORDS);
        assertThat(Verification.of(folder, null).sound()).isTrue();
    }

    @Test
    void the_thread_compresses_what_is_closed() throws IOException {
        try (Journal journal = Journal.open(folder, CLOCK);
                Packing packing = Packing.start(folder, journal, Thread::new)) {
            while (files().stream()
                            .filter(file -> file.toString().endsWith(".gz"))
                            .count()
                    < SEGMENTS) {
                assertThat(Thread.currentThread().isInterrupted()).isFalse();
            }
            assertThat(packing).isNotNull();
        }
        assertThat(Verification.of(folder, null).sound()).isTrue();
    }

    @Test
    void requests_go_first_unless_very_many_segments_wait() throws IOException {
        assertThat(Packing.isUrgent(2L * Packing.WAITING_MAX)).isFalse();
        assertThat(Packing.isUrgent(2L * Packing.WAITING_MAX + 1)).isTrue();

        int made = 2 * Packing.WAITING_MAX + 2;
        for (int segment = SEGMENTS; segment < made; segment++) {
            try (Journal journal = Journal.open(folder, CLOCK)) {
                append(journal, "one of many");
            }
        }
        AtomicInteger patient = new AtomicInteger();
        try (Journal journal = Journal.open(folder, CLOCK);
                Packing packing = Packing.start(folder, journal, work -> {
                    patient.incrementAndGet();
                    return new Thread(work);
                })) {
            while (files().stream()
                            .filter(file -> file.toString().endsWith(".gz"))
                            .count()
                    < made) {
                assertThat(Thread.currentThread().isInterrupted()).isFalse();
            }
            assertThat(packing).isNotNull();
        }
        assertThat(patient).as("one thread for all").hasValue(1);
        assertThat(Verification.of(folder, null).sound()).isTrue();
    }
}
