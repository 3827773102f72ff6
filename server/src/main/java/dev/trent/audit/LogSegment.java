package dev.trent.audit;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// One file of the log, for readers that go from file to file by themselves. A server may be writing the log.
///
/// Safe for many threads. A method fails with an [IOException] if the file has got another name meanwhile, or is gone.
public final class LogSegment {
    private final Path folder;
    private final Segments segments;
    private final int index;

    /// How far a segment was read.
    ///
    /// @param offset the place after the last record that was read
    /// @param seq the number of this record; 0 for none
    public record Position(long offset, long seq) {
        /// The beginning of a segment.
        public static final Position START = new Position(0, 0);
    }

    private LogSegment(Path folder, Segments segments, int index) {
        this.folder = folder;
        this.segments = segments;
        this.index = index;
    }

    /// Returns the segments of a log, from the first to the last.
    ///
    /// @param folder the folder of the log
    public static List<LogSegment> in(Path folder) throws IOException {
        Segments segments = Segments.in(folder);
        List<LogSegment> all = new ArrayList<>();
        for (int i = 0; i < segments.files().size(); i++) {
            all.add(new LogSegment(folder, segments, i));
        }
        return all;
    }

    /// Returns its number. Later segments have greater ones.
    public long number() {
        return file().number();
    }

    /// Returns a text that no other segment has, also none of another log: its number and the time of its begin.
    public String identity() {
        return file().name().substring(0, file().name().indexOf('.'));
    }

    /// Returns whether it gets no more records: a later segment has a header.
    public boolean isClosed() throws IOException {
        return file().chained()
                ? segments.lastOf(index) != null
                : index < segments.files().size() - 1;
    }

    /// Reads the records from a place on.
    ///
    /// @param from the beginning, or where a reading before this one has ended
    /// @param last the number of the last record that is wanted; see [RecordReader#more]
    /// @param sink gets each record, and returns whether it wants another
    /// @return where the next reading begins
    public Position read(Position from, long last, Predicate<LogRecord> sink) throws IOException {
        RecordReader reader = new RecordReader(folder, number(), from);
        reader.read(segments, index, last, sink);
        return reader.position();
    }

    /// Reads single records. Of a compressed file only the blocks that have them are unpacked, each of them
    /// once; a file that another program has compressed is unpacked up to the last of them.
    ///
    /// @param offsets as in [LogRecord], in any order
    /// @param sink gets each record that begins there, in the order of the file
    /// @return how many bytes had to be unpacked
    public long at(long[] offsets, Consumer<LogRecord> sink) throws IOException {
        return RecordReader.at(file(), offsets, sink);
    }

    private SegmentFile file() {
        return segments.files().get(index);
    }
}
