package dev.trent.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A reader that goes from file to file by itself reads the records of the log, and no others.
class LogSegmentTest {
    private static final long FILE_BYTES = 1L << 40;

    @TempDir
    private Path folder = Path.of("");

    @Test
    void a_record_whose_write_failed_is_not_read_however_small_the_steps() throws IOException {
        AtomicReference<BreakableSegments.Fault> fault = new AtomicReference<>(BreakableSegments.Fault.NONE);
        try (Journal journal =
                Journal.open(new BreakableSegments(SegmentFolder.open(folder, InstantSource.system()), fault::get))) {
            append(journal, "a");
            append(journal, "b");
            fault.set(BreakableSegments.Fault.UNFLUSHED_AND_UNCUT);
            assertThat(catchThrowable(() -> append(journal, "lost"))).isInstanceOf(JournalException.class);
            fault.set(BreakableSegments.Fault.NONE);
            while (!journal.healthy()) {
                Thread.onSpinWait();
            }
            append(journal, "c");
        }
        assertThat(read(1)).containsExactly("a", "b", "c");
        assertThat(read(2)).containsExactly("a", "b", "c");
        assertThat(read(100)).containsExactly("a", "b", "c");
    }

    @Test
    void the_open_segment_is_read_up_to_a_record_and_goes_on_there() throws IOException {
        try (Journal journal = Journal.open(folder, InstantSource.system())) {
            append(journal, "a");
            append(journal, "b");
            long last = journal.head().seq();
            append(journal, "c");
            LogSegment segment = LogSegment.in(folder).getFirst();
            assertThat(segment.isClosed()).isFalse();
            List<String> texts = new ArrayList<>();
            LogSegment.Position end = segment.read(LogSegment.Position.START, last, record -> texts.add(text(record)));
            assertThat(texts).containsExactly("a", "b");
            segment.read(end, Long.MAX_VALUE, record -> texts.add(text(record)));
            assertThat(texts).containsExactly("a", "b", "c");
        }
    }

    @Test
    void single_records_are_read_wherever_they_are_and_only_their_blocks_are_unpacked() throws IOException {
        String filling = "x".repeat(10_000);
        try (Journal journal = Journal.open(folder, InstantSource.system())) {
            for (int i = 0; i < 400; i++) {
                append(journal, i + filling);
            }
        }
        List<LogRecord> records = new ArrayList<>();
        LogSegment plain = LogSegment.in(folder).getFirst();
        plain.read(LogSegment.Position.START, Long.MAX_VALUE, records::add);
        List<String> texts = List.of(text(records.getFirst()), text(records.getLast()));
        long[] ends = {records.getLast().offset(), records.getFirst().offset()};
        assertThat(ends[0]).isGreaterThan(3 * PackedBlock.PLAIN_BYTES);
        assertThat(found(plain, ends)).isEqualTo(texts);
        assertThat(plain.at(ends, _ -> {})).isZero();

        try (Journal journal = Journal.open(folder, InstantSource.system())) {
            new Packing(folder, journal, Thread::new).packAll();
        }
        LogSegment packed = LogSegment.in(folder).getFirst();
        assertThat(found(packed, ends)).isEqualTo(texts);
        assertThat(packed.at(ends, _ -> {})).isPositive().isLessThanOrEqualTo(2 * PackedBlock.PLAIN_BYTES);
        long[] all = records.stream().mapToLong(LogRecord::offset).toArray();
        assertThat(found(packed, all)).hasSameSizeAs(records);
        long bytes = records.getLast().offset() + 2 * PackedBlock.PLAIN_BYTES;
        assertThat(packed.at(all, _ -> {})).isLessThanOrEqualTo(bytes);
    }

    @Test
    void a_place_where_no_record_begins_is_passed_over() throws IOException {
        try (Journal journal = Journal.open(folder, InstantSource.system())) {
            append(journal, "a");
            append(journal, "b");
        }
        List<LogRecord> records = new ArrayList<>();
        new RecordReader(folder).more(records::add);
        long a = records.getFirst().offset();
        long b = records.getLast().offset();
        long[] places = {1L << 40, b, a, a + 1, a, b - 1, 1, 0, b + 5};
        assertThat(found(LogSegment.in(folder).getFirst(), places)).containsExactly("a", "b");
        try (Journal journal = Journal.open(folder, InstantSource.system())) {
            new Packing(folder, journal, Thread::new).packAll();
        }
        assertThat(found(LogSegment.in(folder).getFirst(), places)).containsExactly("a", "b");
        assertThat(found(LogSegment.in(folder).getFirst())).isEmpty();
    }

    private static List<String> found(LogSegment segment, long... places) throws IOException {
        List<String> texts = new ArrayList<>();
        segment.at(places, record -> texts.add(text(record)));
        return texts;
    }

    /// The file is so long that a walk through it would not end.
    @Test
    void a_file_after_a_gap_is_known_by_its_first_line() throws IOException {
        for (String text : List.of("a", "b")) {
            try (Journal journal = Journal.open(folder, InstantSource.system())) {
                append(journal, text);
            }
        }
        SegmentFile second = SegmentFile.in(folder).getLast();
        Path later = folder.resolve(second.name().replace("00000002", "00000009"));
        Files.move(second.path(), later);
        try (FileChannel file = FileChannel.open(later, StandardOpenOption.WRITE)) {
            file.write(ByteBuffer.allocate(1), FILE_BYTES - 1);
        }
        assertThat(LogSegment.in(folder).stream().map(LogSegment::number)).containsExactly(1L, 9L);
    }

    /// Reads the log in steps of a few records.
    private List<String> read(int step) throws IOException {
        List<String> texts = new ArrayList<>();
        for (LogSegment segment : LogSegment.in(folder)) {
            LogSegment.Position at = LogSegment.Position.START;
            int before;
            do {
                before = texts.size();
                int full = before + step;
                at = segment.read(at, Long.MAX_VALUE, record -> {
                    texts.add(text(record));
                    return texts.size() < full;
                });
            } while (texts.size() > before);
        }
        return texts;
    }

    private static String text(LogRecord record) {
        return record.text().replaceAll("\\{\"text\":\"(.*)\"}", "$1");
    }

    private static void append(Journal journal, String text) {
        byte[] line = ("{\"text\":\"" + text + "\"}\n").getBytes(StandardCharsets.UTF_8);
        journal.append(line, line.length);
    }
}
