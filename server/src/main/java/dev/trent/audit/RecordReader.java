package dev.trent.audit;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Reads the records of a log in their order. A server may be writing the log.
///
/// It does not verify the chain. The records that begin segments are left out. One thread at a time uses it.
public final class RecordReader {
    private final Path folder;

    /// What was read last: a segment, the place after a record of it, and the number of that record.
    private long number;
    private long offset;
    private long seq;

    /// Whether `seq` is the number before the next one; else the log may begin anywhere after it.
    private boolean begun;

    private Consumer<Gap> gaps = _ -> {};
    private boolean damaged;

    /// @param folder the folder of the log
    public RecordReader(Path folder) {
        this.folder = folder;
    }

    /// Makes a reader of one segment from a place on.
    RecordReader(Path folder, long number, LogSegment.Position from) {
        this.folder = folder;
        this.number = number;
        this.offset = from.offset();
        this.seq = from.seq();
    }

    /// Makes a reader of the records after one.
    ///
    /// @param seq the number of a record; 0 for all records, also those without a number
    public static RecordReader after(Path folder, long seq) throws IOException {
        return after(folder, seq, _ -> {});
    }

    /// Makes a reader of the records after one.
    ///
    /// @param gaps is told which records are missing between those that are read, before the next one is read.
    ///     Records before the oldest file are not missing: they were kept long enough
    public static RecordReader after(Path folder, long seq, Consumer<Gap> gaps) throws IOException {
        RecordReader reader = new RecordReader(folder);
        reader.gaps = gaps;
        reader.seq = seq;
        for (SegmentFile file : Segments.in(folder).files().reversed()) {
            Opening opening = Opening.of(file);
            if (opening != null && opening.seq() <= seq) {
                reader.number = file.number();
                reader.begun = true;
                break;
            }
        }
        return reader;
    }

    /// Reads one record.
    ///
    /// @param segment as in [LogRecord]
    /// @param offset as in [LogRecord]
    /// @return null if no record begins there, or its file is gone
    public static @Nullable LogRecord at(Path folder, long segment, long offset) throws IOException {
        for (SegmentFile file : Segments.in(folder).files()) {
            if (file.number() == segment) {
                return at(file, offset);
            }
        }
        return null;
    }

    static @Nullable LogRecord at(SegmentFile file, long offset) throws IOException {
        try (SegmentReader lines = file.open(offset)) {
            SegmentReader.Line line = lines.next();
            return line == null || !line.whole() || line.start() != offset ? null : record(file, line);
        }
    }

    /// Reads single records, in one pass over what has them.
    ///
    /// @param offsets as in [LogRecord], in any order
    /// @param sink gets each record that begins there, in the order of the file
    /// @return how many bytes had to be unpacked
    static long at(SegmentFile file, long[] offsets, Consumer<LogRecord> sink) throws IOException {
        long[] sorted = Arrays.stream(offsets).sorted().distinct().toArray();
        if (sorted.length == 0) {
            return 0;
        }
        try (SegmentReader lines = file.open(sorted[0])) {
            SegmentReader.Line line = lines.next();
            for (long offset : sorted) {
                if (line != null && line.start() < offset && lines.place() <= offset) {
                    lines.skipTo(offset);
                    line = lines.next();
                }
                LogRecord record = line == null || !line.whole() || line.start() != offset ? null : record(file, line);
                if (record != null) {
                    sink.accept(record);
                }
            }
            return lines.unpacked();
        }
    }

    /// Returns the place after the record that was read last, in its segment.
    LogSegment.Position position() {
        return new LogSegment.Position(offset, seq);
    }

    /// Reads the records that were not read yet.
    ///
    /// @param sink gets each record
    public void more(Consumer<LogRecord> sink) throws IOException {
        more(Long.MAX_VALUE, record -> {
            sink.accept(record);
            return true;
        });
    }

    /// Reads records that were not read yet.
    ///
    /// @param last the number of the last record that is wanted. A record after [Journal#head] may still vanish,
    ///     and its number may be given to another
    /// @param sink gets each record, and returns whether it wants another
    public void more(long last, Predicate<LogRecord> sink) throws IOException {
        Segments segments = Segments.in(folder);
        boolean on = true;
        for (int i = 0; i < segments.files().size() && on; i++) {
            on = segments.files().get(i).number() < number || read(segments, i, last, sink);
        }
    }

    /// Reads the last records.
    ///
    /// @param count how many at most
    public void last(int count, Consumer<LogRecord> sink) throws IOException {
        Segments segments = Segments.in(folder);
        Deque<LogRecord> all = new ArrayDeque<>();
        int newest = segments.files().size() - 1;
        for (int i = newest; i >= 0 && all.size() < count; i--) {
            Deque<LogRecord> some = new ArrayDeque<>();
            RecordReader one = new RecordReader(folder);
            one.read(segments, i, Long.MAX_VALUE, record -> {
                some.add(record);
                if (some.size() > count) {
                    some.remove();
                }
                return true;
            });
            if (i == newest) {
                number = one.number;
                offset = one.offset;
                seq = one.seq;
            }
            while (all.size() < count && !some.isEmpty()) {
                all.addFirst(some.removeLast());
            }
        }
        all.forEach(sink);
    }

    /// Returns whether more records are wanted.
    boolean read(Segments segments, int index, long last, Predicate<LogRecord> sink) throws IOException {
        SegmentFile file = segments.files().get(index);
        boolean newest = index == segments.files().size() - 1;
        if (file.number() != number) {
            number = file.number();
            offset = 0;
        }
        ChainHead end = segments.lastOf(index);
        if (file.chained() && end != null && seq >= end.seq()) {
            // What follows in the file is not a part of the log.
            return true;
        }
        try (SegmentReader lines = file.open(offset)) {
            for (SegmentReader.Line line = lines.next(); line != null; line = lines.next()) {
                if (!line.whole()) {
                    // It is the end of what is written, or a part of a compressed segment that was damaged.
                    continue;
                }
                Link link = file.chained() ? Link.of(line.text()) : null;
                if (link == null && file.chained() && newest) {
                    // A server may be writing it.
                    return true;
                }
                if (link != null && link.head().seq() > last) {
                    return false;
                }
                if (link != null && end != null && link.head().seq() > end.seq()) {
                    // The last record is damaged, and this one is not a part of the log.
                    return true;
                }
                if (link != null) {
                    follow(link.head().seq());
                }
                LogRecord record = record(file, line);
                boolean on = record == null || (record.seq() != 0 && record.seq() <= seq) || sink.test(record);
                offset = line.end();
                seq = link == null ? seq : Math.max(seq, link.head().seq());
                if (!on) {
                    return false;
                }
                if (link != null && link.head().equals(end)) {
                    return true;
                }
                if (link != null && link.head().seq() == last) {
                    // The blanks of a file that is being written are long.
                    return false;
                }
            }
            damaged |= lines.damaged();
        } catch (NoSuchFileException gone) {
            // A server has removed it, because it was kept long enough. The newest file is never removed.
            if (newest) {
                throw gone;
            }
        }
        return true;
    }

    /// Numbers have no gaps, because a record that begins a segment has one too.
    private void follow(long next) {
        if (begun && next > seq + 1) {
            gaps.accept(new Gap(seq + 1, next - 1));
        }
        begun = true;
    }

    /// Returns the number of the last record that was read, also of one that begins a segment; or the number that the
    /// reader began after.
    public long seq() {
        return seq;
    }

    /// Returns whether a part of a compressed file could not be read, so that records were left out.
    boolean damaged() {
        return damaged;
    }

    /// Returns the record of a line; null if there is none, or if it begins the segment.
    private static @Nullable LogRecord record(SegmentFile file, SegmentReader.Line line) {
        if (!file.chained()) {
            return new LogRecord(0, file.number(), line.start(), line.text());
        }
        Link link = Link.of(line.text());
        return link == null || SegmentHeader.begins(link.payload())
                ? null
                : new LogRecord(link.head().seq(), file.number(), line.start(), link.payload());
    }
}
