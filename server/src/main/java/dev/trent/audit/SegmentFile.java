package dev.trent.audit;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The file of a segment: `records-20261123T201500Z-00000007.jsonl`, numbered without gaps across restarts.
///
/// @param chained false if an older Trent wrote it, without a chain; then it begins with `events`
/// @param zipped whether it is compressed
record SegmentFile(Path path, long number, boolean chained, boolean zipped) {
    private static final String CHAINED = "records";
    private static final DateTimeFormatter START =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final int NUMBER_DIGITS = 8;

    /// No name of a segment has a greater number.
    static final long NUMBER_MAX = 999_999_999_999_999_999L;

    private static final Pattern NAME = Pattern.compile("(records|events)-[0-9TZ]{1,20}-([0-9]{8,18})\\.jsonl(\\.gz)?");

    /// Returns the file of a new segment.
    static SegmentFile named(Path folder, Instant start, long number) {
        String digits = Long.toString(number);
        String padded = "0".repeat(Math.max(0, NUMBER_DIGITS - digits.length())) + digits;
        String name = CHAINED + "-" + START.format(start) + "-" + padded + ".jsonl";
        return new SegmentFile(folder.resolve(name), number, true, false);
    }

    /// Returns the segments of a folder, from the first to the last.
    static List<SegmentFile> in(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(SegmentFile::of)
                    .filter(Objects::nonNull)
                    .sorted(Comparator.comparingLong(SegmentFile::number).thenComparing(SegmentFile::zipped))
                    .filter(onePerNumber())
                    .toList();
        }
    }

    /// While a file is compressed, there are two of one number. The one that was written first is whole.
    private static Predicate<SegmentFile> onePerNumber() {
        Set<Long> seen = new HashSet<>();
        return file -> seen.add(file.number()) || !file.zipped;
    }

    private static @Nullable SegmentFile of(Path path) {
        Matcher name = NAME.matcher(path.getFileName().toString());
        return name.matches()
                ? new SegmentFile(
                        path, Long.parseLong(name.group(2)), name.group(1).equals(CHAINED), name.group(3) != null)
                : null;
    }

    /// Returns whether a file is a segment that has the form in which it was written.
    static boolean isPlain(Path path) {
        SegmentFile file = of(path);
        return file != null && file.chained && !file.zipped;
    }

    /// Returns the file for the bytes of a write that a crash has torn.
    Path torn() {
        String name = path.getFileName().toString();
        return path.resolveSibling(name.substring(0, name.indexOf('.')) + ".torn");
    }

    String name() {
        return path.getFileName().toString();
    }

    /// Returns the file of the same segment when it is compressed.
    SegmentFile packed() {
        return zipped ? this : new SegmentFile(path.resolveSibling(name() + ".gz"), number, chained, true);
    }

    /// Opens the records. The receiver closes them.
    SegmentReader open() throws IOException {
        return open(0);
    }

    /// Opens the records from a place on. The receiver closes them.
    SegmentReader open(long from) throws IOException {
        if (zipped) {
            PackedInput records = PackedInput.open(path, from);
            return new SegmentReader(records, from, records::damages, records::unpacked);
        }
        FileChannel file;
        try {
            file = FileChannel.open(path, StandardOpenOption.READ);
        } catch (NoSuchFileException gone) {
            // It may have been compressed since the folder was listed.
            if (Files.exists(packed().path)) {
                return packed().open(from);
            }
            throw gone;
        }
        try {
            return new SegmentReader(Channels.newInputStream(file.position(from)), from, () -> 0, () -> 0);
        } catch (IOException | RuntimeException failure) {
            file.close();
            throw failure;
        }
    }
}
