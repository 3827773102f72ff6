package dev.trent.audit;

import dev.trent.wire.JsonBytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Removes the oldest segments of a log once they were kept long enough, or while the log is too large.
///
/// INVARIANT: the record of a removal is on disk before the file goes. A crash between the two has a later removal
/// recorded twice.
///
/// The clock of the machine may jump ahead, and what is removed does not come back. So since the newest record that
/// was there at the start, no more time has passed than the server has run.
public final class Retention {
    private static final Logger LOG = LoggerFactory.getLogger(Retention.class);
    private static final int RECORD_BYTES = 1024;

    /// A start reads the last segment, and looks into the one before it.
    private static final int NEWEST = 2;

    private final Path folder;
    private final Journal journal;
    private final Ledger ledger;
    private final Rule rule;
    private final Supplier<List<Cursor>> cursors;
    private final Supplier<String> ids;
    private final String region;
    private final LongSupplier nanos;
    private final long startNanos;
    private final long startSegment;

    /// The time of the newest record that was there at the start; null until it is needed.
    private @Nullable Instant startTime;

    private boolean told;

    /// How long records are kept.
    ///
    /// @param keep the least time; null for ever
    /// @param bytesMax the size of the log's files beyond which the oldest go; 0 for no bound
    public record Rule(@Nullable Duration keep, long bytesMax) {
        /// Keeps all records for ever.
        public static final Rule FOR_EVER = new Rule(null, 0);

        /// Returns whether anything is ever removed.
        public boolean removes() {
            return keep != null || bytesMax > 0;
        }
    }

    /// Makes the remover; nothing happens before [#remove].
    ///
    /// @param folder the folder of the log
    /// @param cursors the readers that must have passed a segment before it goes
    /// @param ids makes the ids of records
    /// @param region the Region of the records of removals
    /// @param nanos a clock that never jumps
    public Retention(
            Path folder,
            Journal journal,
            Ledger ledger,
            Rule rule,
            Supplier<List<Cursor>> cursors,
            Supplier<String> ids,
            String region,
            LongSupplier nanos) {
        this.folder = folder;
        this.journal = journal;
        this.ledger = ledger;
        this.rule = rule;
        this.cursors = cursors;
        this.ids = ids;
        this.region = region;
        this.nanos = nanos;
        this.startNanos = nanos.getAsLong();
        this.startSegment = journal.segmentNumber();
    }

    /// Removes the segments that are due.
    ///
    /// @throws IOException if a file cannot be removed
    /// @throws JournalException if the record of a removal cannot be written; then its file stays
    public void remove(Instant now) throws IOException {
        if (!rule.removes() || !journal.healthy()) {
            return;
        }
        Segments segments = Segments.in(folder);
        Instant latest = rule.keep == null ? now : latest(segments);
        long bytes = bytes(segments);
        boolean first = true;
        for (int i = 0; i < segments.files().size() - NEWEST; i++) {
            SegmentFile file = segments.files().get(i);
            Opening next = segments.after(i);
            if (next == null
                    || file.number() > journal.segmentNumber() - NEWEST
                    || !isDue(next, now, latest, bytes)
                    || !isPassed(next)) {
                return;
            }
            if (first) {
                // What the database knows of the log must not be in a file that goes.
                ledger.storeHead();
                first = false;
            }
            long size = size(file);
            record(removed(file, next), now);
            Files.deleteIfExists(file.path());
            // It may have been compressed since the folder was listed.
            Files.deleteIfExists(file.packed().path());
            Files.deleteIfExists(file.torn());
            SegmentFolder.forceFolder(folder);
            bytes -= size;
        }
    }

    private boolean isDue(Opening next, Instant now, Instant latest, long bytes) {
        boolean old = isOld(next, now);
        if (old && !isOld(next, latest) && !told) {
            told = true;
            LOG.warn(
                    "The clock says {}, and by the audit log and the time since the start it is {} at most:"
                            + " files that are old by the clock alone stay.",
                    now,
                    latest);
        }
        return (old && isOld(next, latest)) || (rule.bytesMax > 0 && bytes > rule.bytesMax);
    }

    private boolean isOld(Opening next, Instant now) {
        return rule.keep != null && next.header().created().isBefore(now.minus(rule.keep));
    }

    /// Returns the latest time that it can be now. How long the server was off before its start is not known, so
    /// that time is left out.
    private Instant latest(Segments segments) throws IOException {
        Instant start = startTime;
        if (start == null) {
            start = newest(segments);
            startTime = start;
        }
        return start.plusNanos(nanos.getAsLong() - startNanos);
    }

    /// Returns the time of the newest record before the segment that this process began with: the process has
    /// dated that one itself. In a new log there is none before it.
    private Instant newest(Segments segments) throws IOException {
        for (int i = segments.files().size() - 1; i >= 0; i--) {
            long number = segments.files().get(i).number();
            Instant time = number < startSegment || i == 0 ? newest(segments, i) : null;
            if (time != null) {
                return time;
            }
        }
        // Nothing is old then.
        return Instant.EPOCH;
    }

    private @Nullable Instant newest(Segments segments, int index) throws IOException {
        Opening opening = Opening.of(segments.files().get(index));
        Instant[] time = {opening == null ? Instant.EPOCH : opening.header().created()};
        new RecordReader(folder, segments.files().get(index).number(), LogSegment.Position.START)
                .read(segments, index, Long.MAX_VALUE, record -> {
                    time[0] = time(record, time[0]);
                    return true;
                });
        return time[0].equals(Instant.EPOCH) ? null : time[0];
    }

    private static Instant time(LogRecord record, Instant other) {
        String text = record.member("eventTime");
        try {
            return text == null ? other : Instant.parse(text);
        } catch (DateTimeParseException _) {
            return other;
        }
    }

    private boolean isPassed(Opening next) {
        return cursors.get().stream()
                .allMatch(cursor -> cursor.passedSeq() >= next.previous().seq());
    }

    private static RemovedSegment removed(SegmentFile file, Opening next) throws IOException {
        Opening opening = Opening.of(file);
        return opening == null
                ? new RemovedSegment(file.name(), 0, ChainHead.START)
                : new RemovedSegment(file.name(), opening.seq(), next.previous());
    }

    private void record(RemovedSegment removed, Instant now) {
        JsonBytes line = new JsonBytes(RECORD_BYTES);
        ServiceRecord.write(line, removed.event(region, now), ids.get());
        journal.append(line.array(), line.length());
    }

    private static long bytes(Segments segments) throws IOException {
        long bytes = 0;
        for (SegmentFile file : segments.files()) {
            bytes += size(file);
        }
        return bytes;
    }

    private static long size(SegmentFile file) throws IOException {
        try {
            return Files.size(file.path());
        } catch (NoSuchFileException _) {
            return Files.size(file.packed().path());
        }
    }
}
