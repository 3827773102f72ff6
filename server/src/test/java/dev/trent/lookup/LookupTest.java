package dev.trent.lookup;

import static dev.trent.lookup.SearchedLog.ACCOUNT;
import static dev.trent.lookup.SearchedLog.REGION;
import static dev.trent.lookup.SearchedLog.question;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trent.audit.LogSegment;
import dev.trent.crypto.SipHash;
import dev.trent.wire.JsonBytes;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is found in the log, with an index that is whole, missing, damaged or wrong.
class LookupTest {
    @TempDir
    private Path folder = Path.of("");

    private SearchedLog log;

    @BeforeEach
    void open() throws IOException {
        log = new SearchedLog(folder);
    }

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void events_of_all_segments_are_found_the_newest_first() throws IOException {
        List<String> encrypts = writeThree();
        assertThat(log.ids(AttributeKey.EventName, "Encrypt")).isEqualTo(encrypts);
        assertThat(log.ids(AttributeKey.EventName, "encrypt")).isEmpty();
        assertThat(log.ids(AttributeKey.EventName, "Forged")).isEmpty();
        assertThat(log.ids(null, "")).hasSize(90);
        // The segments are closed, but for the last one.
        assertThat(log.indexOf(1)).exists();
        assertThat(log.indexOf(2)).exists();
        assertThat(log.indexOf(3)).doesNotExist();
    }

    @Test
    void each_attribute_is_found_in_a_file_and_in_memory() throws IOException {
        String before = log.append("Encrypt");
        log.next();
        String after = log.append("Encrypt");
        for (AttributeKey key : AttributeKey.values()) {
            String value = switch (key) {
                case EventId -> before;
                case EventName -> "Encrypt";
                case ReadOnly -> "true";
                case Username -> "night \"shift\" ü";
                case ResourceType -> "AWS::KMS::Key";
                case ResourceName -> "arn:aws:kms:eu-central-1:111122223333:key/Encrypt-two";
                case EventSource -> "kms.amazonaws.com";
                case AccessKeyId -> "ASIA" + ACCOUNT;
            };
            List<String> found = log.ids(key, value);
            assertThat(found)
                    .as(key.name())
                    .isEqualTo(key == AttributeKey.EventId ? List.of(before) : List.of(after, before));
            assertThat(log.ids(key, value + "x")).as(key.name()).isEmpty();
        }
    }

    @Test
    void other_accounts_and_regions_are_apart() throws IOException {
        for (int i = 0; i < 2; i++) {
            log.append("444455556666", REGION, "Encrypt", "");
            log.append(ACCOUNT, "eu-west-1", "Encrypt", "");
            log.next();
        }
        String mine = log.append("Encrypt");
        assertThat(log.ids(AttributeKey.EventName, "Encrypt")).containsExactly(mine);
        assertThat(log.ids(null, "")).containsExactly(mine);
    }

    @Test
    void times_are_kept_in_files_and_in_memory() throws IOException {
        List<String> all = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            all.add(log.append("Encrypt"));
            if (i == 19) {
                log.next();
            }
        }
        for (int from = 0; from <= 40; from += 5) {
            for (int to = from; to <= 41; to += 4) {
                List<String> wanted = new ArrayList<>(all.subList(Math.max(0, from - 1), Math.min(40, to)));
                Collections.reverse(wanted);
                EventQuery question = new EventQuery(
                        ACCOUNT, REGION, new Attribute(AttributeKey.EventName, "Encrypt"), second(from), second(to));
                assertThat(SearchedLog.ids(log.fresh(), question))
                        .as(from + " to " + to)
                        .isEqualTo(wanted);
            }
        }
        EventQuery between = new EventQuery(
                ACCOUNT, REGION, null, second(3).plusMillis(1), second(4).minusMillis(1));
        assertThat(SearchedLog.ids(log.fresh(), between)).isEmpty();
    }

    private static Instant second(int number) {
        return SearchedLog.BEGIN.plusSeconds(number);
    }

    @Test
    void an_event_is_found_at_once_while_segments_follow_each_other() {
        String filling = "x".repeat(4_000);
        Lookup lookup = log.fresh();
        for (int i = 0; i < 1_000; i++) {
            String id = log.append(ACCOUNT, REGION, "Encrypt", filling);
            if (i % 9 == 0) {
                assertThat(SearchedLog.ids(lookup, question(AttributeKey.EventId, id)))
                        .containsExactly(id);
            }
        }
        assertThat(log.indexOf(2)).exists();
        assertThat(SearchedLog.ids(lookup, question(AttributeKey.EventName, "Encrypt")))
                .hasSize(1_000);
    }

    @Test
    void a_lost_index_is_made_again_by_the_next_look_up() throws IOException {
        List<String> encrypts = writeThree();
        assertThat(log.ids(AttributeKey.EventName, "Encrypt")).isEqualTo(encrypts);
        delete(log.index());
        assertThat(log.ids(AttributeKey.EventName, "Encrypt")).isEqualTo(encrypts);
        assertThat(log.indexOf(1)).exists();
        delete(log.index());
        assertThat(SearchedLog.ids(log.fresh(), question(AttributeKey.EventName, "Encrypt")))
                .isEqualTo(encrypts);
        assertThat(log.indexOf(1)).exists();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(log.index())))
                .isEqualTo("rwx------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(log.indexOf(1))))
                .isEqualTo("rw-------");
    }

    @Test
    void an_index_that_vanishes_as_soon_as_it_is_made_is_no_trouble() throws Exception {
        List<String> encrypts = writeThree();
        Lookup lookup = log.fresh();
        AtomicBoolean done = new AtomicBoolean();
        try (ExecutorService threads = Executors.newSingleThreadExecutor()) {
            Future<?> deleting = threads.submit(() -> {
                while (!done.get()) {
                    Files.deleteIfExists(log.indexOf(1));
                    Files.deleteIfExists(log.indexOf(2));
                }
                return null;
            });
            try {
                for (int i = 0; i < 30; i++) {
                    assertThat(SearchedLog.ids(lookup, question(AttributeKey.EventName, "Encrypt")))
                            .isEqualTo(encrypts);
                }
            } finally {
                done.set(true);
            }
            deleting.get();
        }
    }

    @Test
    void a_damaged_index_never_changes_what_is_found() throws IOException {
        List<String> encrypts = writeThree();
        assertThat(log.ids(AttributeKey.EventName, "Encrypt")).isEqualTo(encrypts);
        byte[] whole = Files.readAllBytes(log.indexOf(1));
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int i = 0; i < 300; i++) {
            byte[] damaged = whole.clone();
            int bit = random.nextInt(8 * whole.length);
            damaged[bit / 8] ^= (byte) (1 << bit % 8);
            Files.write(log.indexOf(1), damaged);
            assertThat(SearchedLog.ids(log.fresh(), question(AttributeKey.EventName, "Encrypt")))
                    .as("seed %d, bit %d", seed, bit)
                    .isEqualTo(encrypts);
        }
        for (int length : new int[] {0, 1, 255, 256, 4095, 4096, whole.length - 4096, whole.length - 1}) {
            Files.write(log.indexOf(1), Arrays.copyOf(whole, length));
            assertThat(SearchedLog.ids(log.fresh(), question(AttributeKey.EventName, "Encrypt")))
                    .as("length " + length)
                    .isEqualTo(encrypts);
        }
    }

    @Test
    void an_index_that_is_damaged_while_it_is_in_use_is_made_again() throws IOException {
        List<String> encrypts = writeThree();
        assertThat(log.ids(AttributeKey.EventName, "Encrypt")).isEqualTo(encrypts);
        byte[] whole = Files.readAllBytes(log.indexOf(2));
        Files.write(log.indexOf(2), new byte[whole.length]);
        assertThat(log.ids(AttributeKey.EventName, "Encrypt")).isEqualTo(encrypts);
        Files.write(log.indexOf(2), new byte[0]);
        assertThat(log.ids(AttributeKey.EventName, "Encrypt")).isEqualTo(encrypts);
        assertThat(Files.size(log.indexOf(2))).isEqualTo(whole.length);
    }

    @Test
    void the_index_of_another_segment_is_not_used() throws IOException {
        List<String> encrypts = writeThree();
        assertThat(log.ids(AttributeKey.EventName, "Encrypt")).isEqualTo(encrypts);
        byte[] other = Files.readAllBytes(log.indexOf(2));
        Files.write(log.indexOf(1), other);
        assertThat(SearchedLog.ids(log.fresh(), question(AttributeKey.EventName, "Encrypt")))
                .isEqualTo(encrypts);
    }

    /// Two terms may have one hash, and the owner of the files may write anything into them.
    @Test
    void a_record_that_the_index_names_and_nobody_asked_for_is_left_out() throws IOException {
        List<String> mine = new ArrayList<>();
        try (SearchedLog other = new SearchedLog(folder.resolve("other"))) {
            for (int i = 0; i < 20; i++) {
                String id = log.append(i % 2 == 0 ? "Encrypt" : "Decrypt");
                other.append("Encrypt");
                if (i % 2 == 0) {
                    mine.addFirst(id);
                }
            }
            log.next();
            misleadBy(other);
        }
        assertThat(SearchedLog.ids(log.fresh(), question(AttributeKey.EventName, "Encrypt")))
                .isEqualTo(mine);
        // The index leads to no record of this name.
        assertThat(SearchedLog.ids(log.fresh(), question(AttributeKey.EventName, "Decrypt")))
                .isEmpty();
    }

    @Test
    void a_look_up_that_meets_much_work_answers_what_it_has_and_goes_on_later() throws IOException {
        String first = log.append("Encrypt");
        String last;
        try (SearchedLog other = new SearchedLog(folder.resolve("other"))) {
            other.append("Encrypt");
            for (int i = 0; i < 4_500; i++) {
                log.append("444455556666", REGION, "Encrypt", "");
                other.append("Encrypt");
            }
            last = log.append("Encrypt");
            other.append("Encrypt");
            log.next();
            misleadBy(other);
        }
        Lookup lookup = log.fresh();
        EventQuery encrypts = question(AttributeKey.EventName, "Encrypt");
        Found found = lookup.find(encrypts, null, 50);
        assertThat(found.events().stream().map(FoundEvent::eventId)).containsExactly(last);
        assertThat(found.next()).isNotNull();
        assertThat(SearchedLog.ids(lookup, encrypts)).containsExactly(last, first);
    }

    /// Puts the index of a log in the place of this one. Records of both have the same lengths.
    private void misleadBy(SearchedLog other) throws IOException {
        List<LogSegment> mine = LogSegment.in(log.log());
        List<LogSegment> theirs = LogSegment.in(other.log());
        for (int i = 0; i < mine.size() - 1; i++) {
            Terms terms = new Terms(new SipHash(i, i));
            GrowingIndex index =
                    new GrowingIndex(mine.get(i).number(), mine.get(i).identity(), terms);
            index.extend(theirs.get(i), Long.MAX_VALUE, Integer.MAX_VALUE);
            new IndexFolder(log.index()).write(index);
        }
    }

    @Test
    void files_of_segments_that_are_gone_are_deleted() throws IOException {
        List<String> encrypts = writeThree();
        assertThat(log.ids(AttributeKey.EventName, "Encrypt")).isEqualTo(encrypts);
        try (Stream<Path> files = Files.list(log.log())) {
            Files.delete(files.sorted()
                    .filter(file -> file.toString().endsWith("1.jsonl"))
                    .findFirst()
                    .orElseThrow());
        }
        Files.createFile(log.index().resolve("00000002.index.new"));
        Files.createFile(log.index().resolve("README"));
        assertThat(log.ids(AttributeKey.EventName, "Encrypt")).isEqualTo(encrypts.subList(0, 20));
        Indexes indexes = log.indexes();
        while (indexes.step()) {
            // It goes on until nothing is left to do.
        }
        try (Stream<Path> files = Files.list(log.index())) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("00000002.index", "README");
        }
    }

    @Test
    void the_background_makes_what_a_look_up_would_have_to_make() throws IOException {
        List<String> encrypts = writeThree();
        Indexes indexes = log.indexes();
        int steps = 0;
        while (indexes.step()) {
            steps++;
        }
        assertThat(steps).isPositive();
        assertThat(log.indexOf(1)).exists();
        assertThat(log.indexOf(2)).exists();
        byte[] made = Files.readAllBytes(log.indexOf(1));
        assertThat(log.ids(AttributeKey.EventName, "Encrypt")).isEqualTo(encrypts);
        assertThat(Files.readAllBytes(log.indexOf(1))).isEqualTo(made);
    }

    @Test
    void the_log_of_an_older_trent_is_searched_too() throws IOException {
        log.close();
        folder = Files.createDirectory(folder.resolve("old"));
        Files.createDirectory(folder.resolve("audit"));
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 3; i++) {
            JsonBytes line = SearchedLog.record(ACCOUNT, REGION, "Encrypt", "old-" + i, second(i), "");
            lines.append(new String(line.array(), 0, line.length(), StandardCharsets.UTF_8));
        }
        Files.writeString(folder.resolve("audit").resolve("events-20261001T000000Z-00000001.jsonl"), lines);
        log = new SearchedLog(folder);
        String mine = log.append("Encrypt");
        assertThat(log.ids(AttributeKey.EventName, "Encrypt")).containsExactly(mine, "old-2", "old-1", "old-0");
        assertThat(log.ids(AttributeKey.EventId, "old-1")).containsExactly("old-1");
        assertThat(log.indexOf(1)).exists();
    }

    @Test
    void compressed_segments_are_searched_too() throws IOException {
        List<String> encrypts = writeThree();
        try (Stream<Path> files = Files.list(log.log())) {
            for (Path file : files.filter(each -> each.toString().matches(".*[12].jsonl"))
                    .toList()) {
                Path zipped = file.resolveSibling(file.getFileName() + ".gz");
                try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(zipped))) {
                    Files.copy(file, out);
                }
                Files.delete(file);
            }
        }
        assertThat(log.ids(AttributeKey.EventName, "Encrypt")).isEqualTo(encrypts);
        assertThat(SearchedLog.ids(log.fresh(), question(AttributeKey.EventName, "Encrypt")))
                .isEqualTo(encrypts);
    }

    /// A file that another program has compressed has to be unpacked from its beginning.
    @Test
    void a_look_up_unpacks_a_bounded_part_of_the_log() throws IOException {
        log.close();
        folder = Files.createDirectory(folder.resolve("old"));
        Files.createDirectory(folder.resolve("audit"));
        byte[] blanks = " ".repeat(17 * 1024 * 1024).getBytes(StandardCharsets.UTF_8);
        for (int i = 1; i <= 4; i++) {
            Path zipped = folder.resolve("audit").resolve("events-20261001T000000Z-0000000" + i + ".jsonl.gz");
            JsonBytes line = SearchedLog.record(ACCOUNT, REGION, "Encrypt", "old-" + i, second(i), "");
            try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(zipped))) {
                out.write(blanks);
                out.write(line.array(), 0, line.length());
            }
        }
        log = new SearchedLog(folder);
        // The next look-ups have the index.
        assertThat(log.ids(null, "")).containsExactly("old-4", "old-3", "old-2", "old-1");
        Lookup lookup = log.fresh();
        Found found = lookup.find(question(AttributeKey.EventName, "Encrypt"), null, 50);
        assertThat(found.events().stream().map(FoundEvent::eventId)).containsExactly("old-4", "old-3");
        assertThat(found.next()).isNotNull();
        assertThat(SearchedLog.ids(lookup, question(AttributeKey.EventName, "Encrypt")))
                .containsExactly("old-4", "old-3", "old-2", "old-1");
    }

    @Test
    void a_segment_that_is_compressed_or_removed_between_two_look_ups_is_no_trouble() throws IOException {
        List<String> encrypts = writeThree();
        Lookup lookup = log.fresh();
        assertThat(SearchedLog.ids(lookup, question(AttributeKey.EventName, "Encrypt")))
                .isEqualTo(encrypts);
        Path first;
        Path second;
        try (Stream<Path> files = Files.list(log.log())) {
            List<Path> sorted = files.filter(file -> file.toString().endsWith(".jsonl"))
                    .sorted()
                    .toList();
            first = sorted.get(0);
            second = sorted.get(1);
        }
        Path zipped = second.resolveSibling(second.getFileName() + ".gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(zipped))) {
            Files.copy(second, out);
        }
        Files.delete(second);
        assertThat(SearchedLog.ids(lookup, question(AttributeKey.EventName, "Encrypt")))
                .isEqualTo(encrypts);
        Files.delete(first);
        assertThat(SearchedLog.ids(lookup, question(AttributeKey.EventName, "Encrypt")))
                .isEqualTo(encrypts.subList(0, 20));
    }

    @Test
    void without_room_for_files_events_are_found_all_the_same() throws IOException {
        List<String> encrypts = writeThree();
        Files.createFile(log.index());
        assertThat(log.ids(AttributeKey.EventName, "Encrypt")).isEqualTo(encrypts);
        assertThat(log.ids(AttributeKey.EventName, "Encrypt")).isEqualTo(encrypts);
        Indexes indexes = log.indexes();
        int steps = 0;
        while (indexes.step()) {
            steps++;
        }
        // It has read the open segment and one that it could not store.
        assertThat(steps).isLessThan(4);
    }

    /// Writes three segments of 30 records and returns the ids of every third event, the newest first.
    private List<String> writeThree() throws IOException {
        List<String> encrypts = new ArrayList<>();
        for (int segment = 0; segment < 3; segment++) {
            if (segment > 0) {
                log.next();
            }
            for (int i = 0; i < 30; i++) {
                String id = log.append(i % 3 == 0 ? "Encrypt" : "Decrypt");
                if (i % 3 == 0) {
                    encrypts.addFirst(id);
                }
            }
        }
        return encrypts;
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> {
                try {
                    Files.delete(file);
                } catch (IOException failure) {
                    throw new UncheckedIOException(failure);
                }
            });
        }
    }
}
