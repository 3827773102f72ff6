package dev.trent.audit;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The chain of the log: what is noticed, and what a crash may leave.
///
/// The log has three segments of four records each, with their headers: records 1 to 15.
@Timeout(120)
class ChainTest {
    private static final Instant START = Instant.parse("2026-11-24T01:02:03Z");
    private static final int SEGMENTS = 3;
    private static final int BLOCK = 4096;

    @TempDir
    private Path parent;

    private Path folder;

    @BeforeEach
    void write() throws IOException {
        folder = parent.resolve("audit");
        for (int segment = 0; segment < SEGMENTS; segment++) {
            try (Journal journal = Journal.open(folder, () -> START)) {
                append(journal, "one", "two", "three", "four");
            }
        }
    }

    private static void append(Journal journal, String... texts) {
        for (String text : texts) {
            byte[] line = ("{\"text\":\"" + text + "\"}\n").getBytes(StandardCharsets.UTF_8);
            journal.append(line, line.length);
        }
    }

    private Path segment(int index) throws IOException {
        return SegmentFile.in(folder).get(index).path();
    }

    /// Returns the lines of a segment. Each record was written alone, so each line is one block.
    private List<byte[]> blocks(int index) throws IOException {
        byte[] all = Files.readAllBytes(segment(index));
        List<byte[]> blocks = new ArrayList<>();
        for (int at = 0; at < all.length; at += BLOCK) {
            blocks.add(Arrays.copyOfRange(all, at, Math.min(all.length, at + BLOCK)));
        }
        return blocks;
    }

    private void write(int index, List<byte[]> blocks) throws IOException {
        Path file = segment(index);
        Files.write(file, new byte[0]);
        for (byte[] block : blocks) {
            Files.write(file, block, StandardOpenOption.APPEND);
        }
    }

    private void flip(int index, int place) throws IOException {
        byte[] all = Files.readAllBytes(segment(index));
        all[place] ^= 1;
        Files.write(segment(index), all);
    }

    private void assertFirstBad(long seq) throws IOException {
        Verification verification = Verification.of(folder, null);
        assertThat(verification.sound()).as(verification.lines().toString()).isFalse();
        assertThat(verification.lines().getFirst()).startsWith("record " + seq + ": it is missing or was changed");
        assertThat(independently()).startsWith("record " + seq + " is missing or was changed");
    }

    private void assertSound() throws IOException {
        Verification verification = Verification.of(folder, null);
        assertThat(verification.sound()).as(verification.lines().toString()).isTrue();
        assertThat(independently() + "\n").isEqualTo(head() + "\n");
    }

    /// Returns what the program prints that was written from the page of the format alone.
    private String independently(String... head) throws IOException {
        List<String> command =
                new ArrayList<>(List.of("python3", "../docs/spec/verify_audit_log.py", folder.toString()));
        command.addAll(List.of(head));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    }

    private String head() throws IOException {
        return Verification.of(folder, null).lines().getLast().replace("The last record is ", "");
    }

    @Test
    void a_log_that_nobody_has_touched_is_sound() throws IOException {
        Verification verification = Verification.of(folder, null);
        assertThat(verification.sound()).isTrue();
        assertThat(verification.lines()).anyMatch(line -> line.startsWith("Verified: 12 records, from 1 to 15"));
        assertThat(head()).matches("15:[0-9a-f]{64}");
        assertThat(blocks(0)).hasSize(5);
    }

    @Test
    void every_line_of_every_segment_is_text_with_one_record() throws IOException {
        for (int i = 0; i < SEGMENTS; i++) {
            assertThat(Files.readAllLines(segment(i)))
                    .hasSize(5)
                    .allMatch(
                            line -> line.startsWith("{\"seq\":") && line.strip().endsWith("}"));
        }
    }

    @Test
    void a_segment_that_is_written_is_text_too() throws IOException {
        try (Journal journal = Journal.open(folder, () -> START)) {
            append(journal, "five");
            String text = Files.readString(segment(SEGMENTS));
            assertThat(text.length()).isGreaterThan(100 * BLOCK);
            assertThat(text.lines().filter(line -> !line.isBlank())).hasSize(2);
            assertThat(text).doesNotContain("\0");
        }
        assertThat(Files.size(segment(SEGMENTS))).isEqualTo(2 * BLOCK);
    }

    @Test
    void each_changed_bit_is_noticed() throws IOException {
        Random random = new Random(7);
        for (int i = 0; i < 60; i++) {
            int index = random.nextInt(SEGMENTS);
            int record = random.nextInt(5);
            byte[] block = blocks(index).get(record);
            int length = new String(block, StandardCharsets.ISO_8859_1).strip().length();
            boolean end = index == SEGMENTS - 1 && record == 4;
            int place = record * BLOCK + random.nextInt(length);
            flip(index, place);
            if (end) {
                // Only whoever knows the last record can tell this from a torn write.
                assertThat(Verification.of(folder, null).lines()).anyMatch(line -> line.contains("not whole"));
            } else {
                assertFirstBad(1 + index * 5 + record);
            }
            flip(index, place);
        }
        assertSound();
    }

    @Test
    void a_deleted_record_is_noticed() throws IOException {
        List<byte[]> blocks = blocks(1);
        blocks.remove(2);
        write(1, blocks);
        assertFirstBad(8);
    }

    @Test
    void records_in_another_order_are_noticed() throws IOException {
        List<byte[]> blocks = blocks(2);
        blocks.add(1, blocks.remove(2));
        write(2, blocks);
        assertFirstBad(12);
    }

    @Test
    void a_cut_end_of_a_closed_segment_is_noticed() throws IOException {
        byte[] all = Files.readAllBytes(segment(0));
        Files.write(segment(0), Arrays.copyOf(all, 4 * BLOCK + 30));
        assertFirstBad(5);
        Files.write(segment(0), Arrays.copyOf(all, 3 * BLOCK));
        assertFirstBad(4);
    }

    @Test
    void a_missing_segment_is_noticed() throws IOException {
        Path moved = Files.move(segment(1), parent.resolve("moved"));
        assertFirstBad(6);
        Files.move(moved, folder.resolve("records-20261124T010203Z-00000002.jsonl"));
        Files.delete(segment(0));
        assertFirstBad(1);
        assertThat(Verification.of(folder, null).lines().getFirst()).contains("before record 6", "'--from 6'");
        Verification rest = Verification.of(folder, null, LogPoint.of("6"), null);
        assertThat(rest.sound()).as(rest.lines().toString()).isTrue();
    }

    @Test
    void a_range_is_verified_by_the_files_that_have_it() throws IOException {
        flip(0, BLOCK + 100);
        for (String from : List.of("6", "9", "10", "11")) {
            assertThat(Verification.of(folder, null, LogPoint.of(from), null).sound())
                    .isTrue();
        }
        assertThat(Verification.of(folder, null, LogPoint.of("5"), null).sound())
                .isFalse();
        assertThat(Verification.of(folder, null, LogPoint.of("6"), LogPoint.of("9"))
                        .lines())
                .anyMatch(line -> line.startsWith("Verified: 4 records, from 6 to 10"));
        flip(0, BLOCK + 100);
        flip(2, BLOCK + 100);
        assertThat(Verification.of(folder, null, null, LogPoint.of("10")).sound())
                .isTrue();
        assertThat(Verification.of(folder, null, null, LogPoint.of("11")).sound())
                .isFalse();
        assertThat(Verification.of(folder, null, null, LogPoint.of("2026-11-24"))
                        .lines())
                .anyMatch(line -> line.startsWith("Verified: 4 records, from 1 to 5"));
        assertThat(Verification.of(folder, null, LogPoint.of("2026-11-25"), null)
                        .sound())
                .isFalse();
    }

    @Test
    void an_older_copy_of_a_segment_is_noticed() throws IOException {
        Files.copy(segment(0), segment(1), StandardCopyOption.REPLACE_EXISTING);
        assertFirstBad(6);
        write(1, blocks(0).subList(0, 3));
        assertFirstBad(6);
    }

    @Test
    void the_end_that_was_cut_off_is_noticed_by_who_knows_it() throws IOException {
        String head = head();
        write(2, blocks(2).subList(0, 3));
        assertThat(Verification.of(folder, null).sound()).isTrue();
        Verification verification = Verification.of(folder, head);
        assertThat(verification.sound()).isFalse();
        assertThat(verification.lines().getFirst()).startsWith("record 15: it is missing or was changed");
        assertThat(independently(head)).startsWith("record 15 is missing or was changed");
        assertThat(independently()).isEqualTo(head());
        assertThat(Verification.of(folder, head()).sound()).isTrue();
    }

    @Test
    void a_compressed_segment_is_read_and_verified() throws Exception {
        for (int i = 0; i < 2; i++) {
            assertThat(new ProcessBuilder("gzip", segment(i).toString()).start().waitFor())
                    .isZero();
        }
        assertThat(Verification.of(folder, null).lines()).anyMatch(line -> line.startsWith("Verified: 12 records"));
        assertThat(AuditLog.records(folder)).hasSize(12);
        assertSound();
    }

    @Test
    void a_start_after_a_change_at_the_end_is_refused_until_an_operator_accepts_it() throws IOException {
        flip(2, 2 * BLOCK + 100);
        assertThatThrownBy(() -> Journal.open(folder, () -> START))
                .isInstanceOf(ChangedLogException.class)
                .hasMessageContaining("record 13")
                .hasMessageContaining("trent audit accept");
        try (Journal journal = Journal.accept(folder, () -> START)) {
            append(journal, "accepted");
        }
        try (Journal journal = Journal.open(folder, () -> START)) {
            append(journal, "after");
        }
        assertFirstBad(13);
        assertThat(Verification.of(folder, null).lines().getFirst()).contains("an operator has accepted this at 2026");
        assertThat(Verification.of(folder, null).lines()).noneMatch(line -> line.startsWith("record 16"));
        assertThat(AuditLog.records(folder)).contains("{\"text\":\"accepted\"}", "{\"text\":\"after\"}");
    }

    @Test
    void a_start_after_the_loss_of_the_segment_before_the_last_is_refused() throws IOException {
        write(1, blocks(1).subList(0, 4));
        assertThatThrownBy(() -> Journal.open(folder, () -> START))
                .isInstanceOf(ChangedLogException.class)
                .hasMessageContaining("record 10");
    }

    /// A batch of several blocks is on disk in any part, in sectors of 512 bytes. What was not written is as it
    /// was filled, or zeros.
    @Test
    void whatever_a_crash_leaves_of_the_last_batch_is_cut_off_and_every_record_before_it_stays() throws IOException {
        byte[] before = Files.readAllBytes(segment(2));
        Lines lines = new Lines(1 << 16);
        for (int i = 0; i < 6; i++) {
            byte[] line = ("{\"text\":\"" + "x".repeat(1500 + i) + "\"}\n").getBytes(StandardCharsets.US_ASCII);
            lines.add(line, line.length);
        }
        ChainHead end = new LogEnds(Segments.in(folder)).find().head();
        ByteBuffer linked = new Chain(end, 1 << 16).link(lines);
        byte[] batch = new byte[linked.remaining()];
        linked.get(batch);
        Path file = segment(2);
        Random random = new Random(11);
        for (int round = 0; round < 200; round++) {
            byte[] all = Arrays.copyOf(before, before.length + 10 * BLOCK);
            boolean zeros = random.nextBoolean();
            for (int i = before.length; i < all.length; i++) {
                all[i] = (byte) (zeros ? 0 : i % BLOCK == 0 ? '\n' : ' ');
            }
            for (int sector = 0; sector < batch.length; sector += 512) {
                if (random.nextInt(4) > 0) {
                    System.arraycopy(batch, sector, all, before.length + sector, 512);
                }
            }
            Files.write(file, all);
            Verification torn = Verification.of(folder, null);
            assertThat(torn.sound()).as(torn.lines().toString()).isTrue();
            if (round % 20 == 0) {
                assertThat(independently()).isEqualTo(head());
            }
            LogEnd found = new LogEnds(Segments.in(folder)).find();
            assertThat(found.head().seq()).isBetween(15L, 21L);
            assertThat(Arrays.mismatch(Files.readAllBytes(file), before)).isIn(-1, before.length);
            assertThat(Verification.of(folder, null).sound()).isTrue();
        }
        assertSound();
        Files.write(file, before);
        assertThat(file.resolveSibling(file.getFileName().toString().replace(".jsonl", ".torn")))
                .exists();
    }

    @Test
    void a_segment_without_its_first_record_is_as_if_it_were_not_there() throws IOException {
        for (String torn : List.of("", "{\"seq\":16,\"ha", "\0\0\0", "\n   ")) {
            Path file = folder.resolve("records-20261124T010203Z-00000004.jsonl");
            Files.writeString(file, torn);
            assertThat(new LogEnds(Segments.in(folder)).find().head().seq()).isEqualTo(15);
            assertThat(file).isEmptyFile();
        }
        try (Journal journal = Journal.open(folder, () -> START)) {
            append(journal, "five");
        }
        assertThat(Verification.of(folder, null).sound()).isTrue();
        assertThat(segment(4)).hasFileName("records-20261124T010203Z-00000005.jsonl");
    }

    @Test
    void a_planted_file_is_not_in_the_way_of_the_next_segments() throws IOException {
        for (String number : List.of("999999999999999999", "00000007")) {
            for (String content : List.of("", "\n  ", "{\"seq\":16,\"ha")) {
                Path planted = folder.resolve("records-20261124T010203Z-" + number + ".jsonl");
                Files.writeString(planted, content);
                int before = AuditLog.records(folder).size();
                try (Journal journal = Journal.open(folder, () -> START)) {
                    append(journal, "five");
                    assertThat(new RecordReader(folder))
                            .satisfies(reader -> reader.last(
                                    1, record -> assertThat(record.text()).isEqualTo("{\"text\":\"five\"}")));
                }
                assertThat(AuditLog.records(folder)).hasSize(before + 1);
                assertThat(Files.readString(planted)).isEqualTo(content);
                Files.delete(planted);
                assertSound();
                Files.delete(SegmentFile.in(folder).getLast().path());
            }
        }
    }

    @Test
    void a_planted_file_that_looks_like_the_last_one_is_named() throws IOException {
        List<byte[]> blocks = blocks(2);
        String header = new String(blocks.getFirst(), StandardCharsets.ISO_8859_1);
        Path planted = folder.resolve("records-20261124T010203Z-999999999999999999.jsonl");
        Files.writeString(planted, header);
        assertThatThrownBy(() -> Journal.open(folder, () -> START))
                .isInstanceOf(ChangedLogException.class)
                .hasMessageContaining(planted.getFileName().toString());
        assertThatThrownBy(() -> Journal.accept(folder, () -> START))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("999999999999999999");
        Files.delete(planted);
        assertSound();
    }

    @Test
    void the_log_of_an_older_trent_is_read_and_left_as_it_is() throws IOException {
        Path old = Files.createDirectory(parent.resolve("old"));
        Path file = old.resolve("events-20250101T000000Z-00000041.jsonl");
        Files.writeString(file, "{\"text\":\"old\"}\n{\"te");
        try (Journal journal = Journal.open(old, () -> START)) {
            append(journal, "new");
        }
        List<String> records = new ArrayList<>();
        new RecordReader(old).more(record -> records.add(record.text()));
        assertThat(records).containsExactly("{\"text\":\"old\"}", "{\"text\":\"new\"}");
        assertThat(Files.readString(file)).endsWith("{\"te");
        assertThat(Verification.of(old, null).lines()).anyMatch(line -> line.contains("before the chain"));
        Files.move(file, old.resolve("events-20250101T000000Z-00000043.jsonl"));
        assertThatThrownBy(() -> Journal.open(old, () -> START)).isInstanceOf(ChangedLogException.class);
    }

    @Test
    void records_are_read_from_the_end_and_as_they_come() throws IOException {
        List<String> seen = new ArrayList<>();
        RecordReader reader = new RecordReader(folder);
        reader.last(6, record -> seen.add(record.text()));
        assertThat(seen).hasSize(6).first().isEqualTo("{\"text\":\"three\"}");
        try (Journal journal = Journal.open(folder, () -> START)) {
            reader.more(record -> seen.add(record.text()));
            append(journal, "five");
            reader.more(record -> seen.add(record.text()));
            append(journal, "six");
        }
        reader.more(record -> seen.add(record.text()));
        reader.more(record -> seen.add(record.text()));
        assertThat(seen.subList(6, seen.size())).containsExactly("{\"text\":\"five\"}", "{\"text\":\"six\"}");
    }

    @Test
    void records_are_read_after_a_number_and_up_to_another() throws IOException {
        List<LogRecord> all = new ArrayList<>();
        new RecordReader(folder).more(all::add);
        assertThat(all).hasSizeGreaterThan(5);
        LogRecord second = all.get(1);
        LogRecord fourth = all.get(3);

        List<LogRecord> some = new ArrayList<>();
        RecordReader reader = RecordReader.after(folder, second.seq());
        reader.more(fourth.seq(), some::add);
        assertThat(texts(some)).isEqualTo(texts(all.subList(2, 4)));
        reader.more(Long.MAX_VALUE, record -> {
            some.add(record);
            return some.size() < 3;
        });
        assertThat(texts(some)).isEqualTo(texts(all.subList(2, 5)));
        reader.more(some::add);
        assertThat(texts(some)).isEqualTo(texts(all.subList(2, all.size())));

        for (LogRecord record : all) {
            LogRecord again = requireNonNull(RecordReader.at(folder, record.segment(), record.offset()));
            assertThat(again.seq()).isEqualTo(record.seq());
            assertThat(again.text()).isEqualTo(record.text());
            assertThat(RecordReader.at(folder, record.segment(), record.offset() + 1))
                    .isNull();
        }
        assertThat(RecordReader.at(folder, 99, 0)).isNull();
    }

    private static List<String> texts(List<LogRecord> records) {
        return records.stream().map(LogRecord::text).toList();
    }

    @Test
    void segments_follow_each_other_while_many_records_are_written() throws IOException {
        String text = "x".repeat(200_000);
        int files;
        try (Journal journal = Journal.open(folder, () -> START)) {
            for (int i = 0; i < 40; i++) {
                append(journal, text);
            }
            files = SegmentFile.in(folder).size();
        }
        assertThat(files).isGreaterThan(SEGMENTS + 1);
        assertThat(AuditLog.records(folder)).hasSize(12 + 40);
        assertThat(Verification.of(folder, null).sound()).isTrue();
        assertThat(folder).isDirectoryNotContaining("glob:**spare*");
    }

    @Test
    void order_survives_a_clock_that_goes_back() throws IOException {
        try (Journal journal = Journal.open(folder, () -> START.minusSeconds(86_400))) {
            append(journal, "earlier");
        }
        assertThat(AuditLog.last(folder)).isEqualTo("{\"text\":\"earlier\"}");
        assertSound();
    }
}
