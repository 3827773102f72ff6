package dev.trent.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// What somebody does to a closed segment is noticed, and its place is named, however the segment is stored.
///
/// The log has three segments: a header and 100 records of one block each. A compressed one has two blocks: the first
/// ends after 64 lines.
@Timeout(240)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TamperTest {
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-24T01:02:03Z"));
    private static final int BLOCK = Chain.BLOCK_BYTES;
    private static final int SEGMENTS = 3;
    private static final int LINES = 101;
    private static final int HEADER_BYTES = 24;

    /// How a segment is stored.
    enum Form {
        PLAIN,
        BY_TRENT,
        BY_ANOTHER_PROGRAM
    }

    /// Something that somebody does to the lines of a segment, each of them a block.
    ///
    /// @param line the first line that is missing then or was changed; the header is line 0
    record Act(String name, int line, UnaryOperator<List<byte[]>> change) {
        @Override
        public String toString() {
            return name;
        }
    }

    @TempDir
    private Path parent;

    private Path folder;

    private Path original = Path.of("");

    @BeforeAll
    void write(@TempDir Path shared) throws IOException {
        original = shared.resolve("audit");
        for (int segment = 0; segment < SEGMENTS; segment++) {
            try (Journal journal = Journal.open(original, CLOCK)) {
                for (int i = 1; i < LINES; i++) {
                    byte[] line = ("{\"text\":\"" + segment + "-" + i + "\"}\n").getBytes(StandardCharsets.UTF_8);
                    journal.append(line, line.length);
                }
            }
        }
    }

    @BeforeEach
    void copy() throws IOException {
        folder = Files.createDirectory(parent.resolve("audit"));
        for (SegmentFile file : SegmentFile.in(original)) {
            Files.copy(file.path(), folder.resolve(file.name()));
        }
    }

    private static Stream<Act> acts() {
        return Stream.of(
                new Act("a changed bit", 30, blocks -> with(blocks, 30, flipped(blocks.get(30), 100))),
                new Act("a changed header", 0, blocks -> with(blocks, 0, flipped(blocks.get(0), 100))),
                new Act("another number", 70, blocks -> with(blocks, 70, flipped(blocks.get(70), 8))),
                new Act("another hash", 64, blocks -> with(blocks, 64, flipped(blocks.get(64), 30))),
                new Act("a deleted record", 50, blocks -> without(blocks, 50, 51)),
                new Act("many deleted records", 10, blocks -> without(blocks, 10, 90)),
                new Act("two records in the other order", 40, blocks -> swapped(blocks, 40, 41)),
                new Act("a record that is there twice", 21, blocks -> {
                    List<byte[]> all = new ArrayList<>(blocks);
                    all.add(21, blocks.get(20));
                    return all;
                }),
                new Act("the end cut off", 60, blocks -> blocks.subList(0, 60)),
                new Act("the end cut off within a record", 60, blocks -> {
                    List<byte[]> all = new ArrayList<>(blocks.subList(0, 60));
                    all.add(Arrays.copyOf(blocks.get(60), 50));
                    return all;
                }),
                new Act("the last record deleted", 100, blocks -> blocks.subList(0, 100)),
                new Act("no content", 0, _ -> List.of()));
    }

    private static List<byte[]> with(List<byte[]> blocks, int index, byte[] other) {
        List<byte[]> all = new ArrayList<>(blocks);
        all.set(index, other);
        return all;
    }

    private static List<byte[]> without(List<byte[]> blocks, int from, int to) {
        List<byte[]> all = new ArrayList<>(blocks);
        all.subList(from, to).clear();
        return all;
    }

    private static List<byte[]> swapped(List<byte[]> blocks, int one, int other) {
        return with(with(blocks, one, blocks.get(other)), other, blocks.get(one));
    }

    private static byte[] flipped(byte[] bytes, int place) {
        byte[] other = bytes.clone();
        other[place] ^= 1;
        return other;
    }

    private static Stream<Arguments> cases() {
        return acts().flatMap(act -> Stream.of(Form.values()).map(form -> Arguments.of(act, form)));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void its_place_is_named(Act act, Form form) throws IOException {
        for (int segment : form == Form.PLAIN ? List.of(0) : List.of(1)) {
            byte[] before = Files.readAllBytes(file(segment).path());
            SegmentFile file = file(segment);
            store(file, form, joined(blocks(before)));
            assertSound();
            Files.delete(file(segment).path());
            store(file, form, joined(act.change().apply(blocks(before))));
            assertFirstBad(segment * LINES + 1 + act.line());
            Files.delete(file(segment).path());
            Files.write(file.path(), before);
        }
        assertSound();
    }

    @ParameterizedTest
    @MethodSource("forms")
    void an_older_copy_of_a_segment_in_its_place_is_named(Form form) throws IOException {
        byte[] first = Files.readAllBytes(file(0).path());
        SegmentFile second = file(1);
        Files.delete(second.path());
        store(second, form, first);
        assertFirstBad(LINES + 1);
    }

    @ParameterizedTest
    @MethodSource("forms")
    void a_missing_segment_is_named(Form form) throws IOException {
        for (int i = 0; i < SEGMENTS - 1; i++) {
            byte[] plain = Files.readAllBytes(file(i).path());
            SegmentFile file = file(i);
            Files.delete(file.path());
            store(file, form, plain);
        }
        Files.delete(file(1).path());
        assertFirstBad(LINES + 1);
    }

    private static Stream<Form> forms() {
        return Stream.of(Form.values());
    }

    /// The first block has the lines 0 to 63. A changed bit anywhere in it makes all of them unreadable.
    @Test
    void each_changed_bit_of_a_compressed_file_is_noticed_and_costs_one_block_at_most() throws IOException {
        SegmentFile file = file(1);
        byte[] plain = Files.readAllBytes(file.path());
        Files.delete(file.path());
        store(file, Form.BY_TRENT, plain);
        Path packed = file.packed().path();
        byte[] whole = Files.readAllBytes(packed);
        int second = firstBlockBytes(whole);
        Random random = new Random(3);
        for (int i = 0; i < HEADER_BYTES + 20; i++) {
            int place = i < HEADER_BYTES ? i : HEADER_BYTES + random.nextInt(whole.length - HEADER_BYTES);
            if (place < HEADER_BYTES && Arrays.equals(unpackedByOthers(flipped(whole, place)), plain)) {
                // No record is changed. Some of these bits are those of a file that another program has made.
                Files.write(packed, flipped(whole, place));
                Verification seen = Verification.of(folder, null);
                assertThat(seen.sound() || seen.lines().getFirst().startsWith("record "))
                        .isTrue();
                continue;
            }
            boolean content = (place < second ? place : place - second) >= HEADER_BYTES;
            Files.write(packed, flipped(whole, place));
            int line = place < second ? 0 : 64;
            assertThat(firstTrouble()).startsWith("record " + (LINES + 1 + line) + ": it is missing or was changed");
            if (content) {
                // Other programs have no use for some fields of the header, such as the lengths.
                assertFirstBad(LINES + 1 + line);
            }
        }
        Files.write(packed, flipped(whole, second - 20));
        List<LogRecord> left = new ArrayList<>();
        new RecordReader(folder).more(left::add);
        assertThat(left).hasSize(SEGMENTS * (LINES - 1) - 63);
        Files.write(packed, whole);
        assertSound();
    }

    @Test
    void a_compressed_file_that_was_cut_is_named_at_its_end() throws IOException {
        SegmentFile file = file(1);
        byte[] plain = Files.readAllBytes(file.path());
        Files.delete(file.path());
        store(file, Form.BY_TRENT, plain);
        Path packed = file.packed().path();
        byte[] whole = Files.readAllBytes(packed);
        int second = firstBlockBytes(whole);
        for (int length : List.of(0, 1, 23, second - 1, second, second + 1, whole.length - 1)) {
            Files.write(packed, Arrays.copyOf(whole, length));
            assertFirstBad(LINES + 1 + (length < second ? 0 : 64));
        }
    }

    /// Returns what any program reads in a gzip file; nothing if it is none.
    private static byte[] unpackedByOthers(byte[] bytes) {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            return in.readAllBytes();
        } catch (IOException _) {
            return new byte[0];
        }
    }

    private static int firstBlockBytes(byte[] packed) {
        return (packed[16] & 0xFF) | (packed[17] & 0xFF) << 8 | (packed[18] & 0xFF) << 16;
    }

    private SegmentFile file(int index) throws IOException {
        return SegmentFile.in(folder).get(index);
    }

    private static List<byte[]> blocks(byte[] all) {
        List<byte[]> blocks = new ArrayList<>();
        for (int at = 0; at < all.length; at += BLOCK) {
            blocks.add(Arrays.copyOfRange(all, at, at + BLOCK));
        }
        return blocks;
    }

    private static byte[] joined(List<byte[]> blocks) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        blocks.forEach(all::writeBytes);
        return all.toByteArray();
    }

    private static void store(SegmentFile file, Form form, byte[] plain) throws IOException {
        Files.deleteIfExists(file.path());
        switch (form) {
            case PLAIN -> Files.write(file.path(), plain);
            case BY_TRENT -> Files.write(file.packed().path(), packed(plain));
            case BY_ANOTHER_PROGRAM -> {
                try (OutputStream gzip =
                        new GZIPOutputStream(Files.newOutputStream(file.packed().path()))) {
                    gzip.write(plain);
                }
            }
        }
    }

    private static byte[] packed(byte[] plain) {
        Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int at = 0; at < plain.length; at += PackedBlock.PLAIN_BYTES) {
            byte[] some = Arrays.copyOfRange(plain, at, Math.min(plain.length, at + PackedBlock.PLAIN_BYTES));
            var block = PackedBlock.pack(deflater, some, some.length);
            byte[] bytes = new byte[block.remaining()];
            block.get(bytes);
            all.writeBytes(bytes);
        }
        deflater.end();
        return all.toByteArray();
    }

    private String firstTrouble() throws IOException {
        Verification verification = Verification.of(folder, null);
        assertThat(verification.sound()).as(verification.lines().toString()).isFalse();
        return verification.lines().getFirst();
    }

    private void assertFirstBad(long seq) throws IOException {
        assertThat(firstTrouble()).startsWith("record " + seq + ": it is missing or was changed");
        assertThat(independently(folder)).startsWith("record " + seq + " is missing or was changed");
    }

    private void assertSound() throws IOException {
        Verification verification = Verification.of(folder, null);
        assertThat(verification.sound()).as(verification.lines().toString()).isTrue();
    }

    /// Returns what the program prints that was written from the page of the format alone.
    static String independently(Path folder, String... more) throws IOException {
        List<String> command =
                new ArrayList<>(List.of("python3", "../docs/spec/verify_audit_log.py", folder.toString()));
        command.addAll(List.of(more));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    }
}
