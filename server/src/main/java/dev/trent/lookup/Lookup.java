package dev.trent.lookup;

import dev.trent.audit.Journal;
import dev.trent.audit.LogSegment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Finds events in the audit log, the newest first. An event is found as soon as its call was answered.
///
/// "Newest" is the order of the log. The clock of a machine may go back, the log does not.
public final class Lookup {
    private final Journal journal;
    private final Indexes indexes;

    /// Makes the finder of a log.
    ///
    /// @param log the folder of the log
    /// @param index the folder of the index. It is made if it is missing, and everything in it can be made again
    /// @param random draws the keys of hashes
    /// @param roomy whether the disk has room for files of the index
    public Lookup(Path log, Path index, Journal journal, SecureRandom random, BooleanSupplier roomy) {
        this.journal = journal;
        this.indexes = new Indexes(log, index, journal, random, roomy);
    }

    /// Begins to make indexes before they are asked for, in little time.
    ///
    /// @param threads makes a thread of low priority
    public Indexer indexer(ThreadFactory threads) {
        return new Indexer(indexes, journal, threads);
    }

    /// Finds events.
    ///
    /// @param before only events before this place; null for all
    /// @param limit the most events
    /// @throws UncheckedIOException if the log cannot be read
    public Found find(EventQuery question, @Nullable LogPlace before, int limit) {
        try {
            return new Search(question, limit).from(before);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /// Finds all events, and tells them segment by segment, the newest segment first.
    ///
    /// @param sink gets each event
    /// @return whether that was all; false if there was too much to read
    /// @throws UncheckedIOException if the log cannot be read
    public boolean each(EventQuery question, Consumer<FoundEvent> sink) {
        try {
            return new Survey(question, sink).run();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /// Returns the time of the first record of the log; null if it has none.
    ///
    /// @throws UncheckedIOException if the log cannot be read
    public @Nullable Instant begin() {
        Match match = new Match(new EventQuery("", "", null, Instant.MIN, Instant.MAX));
        List<Instant> times = new ArrayList<>();
        try {
            for (IndexedSegment segment : indexes.segments(false).values()) {
                segment.log().read(LogSegment.Position.START, journal.head().seq(), record -> {
                    if (match.reads(record)) {
                        times.add(match.time());
                    }
                    return times.isEmpty();
                });
                if (!times.isEmpty()) {
                    return times.getFirst();
                }
            }
            return null;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /// Returns the segment that holds a place, or else the one before; null if there is none.
    private @Nullable IndexedSegment segment(@Nullable LogPlace at) throws IOException {
        var left = at == null
                ? indexes.segments(false).lastEntry()
                : indexes.segments(false).floorEntry(at.segment());
        return left == null ? null : left.getValue();
    }

    /// One look-up: a page.
    private final class Search {
        private final EventQuery question;
        private final int limit;
        private final long last = journal.head().seq();
        private final Effort effort = Effort.ofLookup();
        private final Match match;
        private final List<FoundEvent> events = new ArrayList<>();

        Search(EventQuery question, int limit) {
            this.question = question;
            this.limit = limit;
            this.match = new Match(question);
        }

        Found from(@Nullable LogPlace before) throws IOException {
            LogPlace at = before;
            for (IndexedSegment segment = segment(at); segment != null; segment = segment(at)) {
                long end = at != null && at.segment() == segment.number() ? at.offset() : Long.MAX_VALUE;
                LogPlace stop = effort.isEnough() ? new LogPlace(segment.number(), end) : in(segment, end);
                if (stop != null) {
                    return new Found(events, stop);
                }
                at = LogPlace.after(segment.number() - 1);
            }
            return new Found(events, null);
        }

        /// Searches a segment; returns where to go on if the answer is full, else null.
        private @Nullable LogPlace in(IndexedSegment segment, long end) throws IOException {
            try {
                return search(segment, end);
            } catch (IOException failure) {
                requireGone(failure);
                events.removeIf(event -> event.place().segment() == segment.number());
                return listedAgain(segment) ? search(segment, end) : null;
            }
        }

        private @Nullable LogPlace search(IndexedSegment segment, long end) throws IOException {
            long before = end;
            while (true) {
                int wanted = limit + 1 - events.size();
                long[] places = indexes.newest(segment, last, question, before, wanted, effort);
                for (FoundEvent event : at(segment, places)) {
                    if (events.size() == limit || !effort.mayAnswer()) {
                        return events.getLast().place();
                    }
                    events.add(event);
                    effort.answered(event.json().length());
                }
                if (places.length < wanted) {
                    return null;
                }
                before = places[places.length - 1];
                if (effort.isEnough()) {
                    return new LogPlace(segment.number(), before);
                }
            }
        }

        /// Returns the events at the places, the newest first.
        private List<FoundEvent> at(IndexedSegment segment, long[] places) throws IOException {
            List<FoundEvent> there = new ArrayList<>();
            effort.unpacked(segment.log().at(places, record -> {
                effort.read();
                match.addTo(there, record);
            }));
            there.sort(
                    Comparator.comparingLong((FoundEvent event) -> event.place().offset())
                            .reversed());
            return there;
        }
    }

    /// One look at all events.
    private final class Survey {
        /// If a segment has more, it is read from its beginning to its end. That takes less time.
        private static final int PLACES_MAX = 2_000;

        private final EventQuery question;
        private final Consumer<FoundEvent> sink;
        private final long last = journal.head().seq();
        private final Effort effort = Effort.ofSurvey();
        private final Match match;

        Survey(EventQuery question, Consumer<FoundEvent> sink) {
            this.question = question;
            this.sink = sink;
            this.match = new Match(question);
        }

        boolean run() throws IOException {
            LogPlace at = null;
            for (IndexedSegment segment = segment(at); segment != null; segment = segment(at)) {
                if (effort.isEnough()) {
                    return false;
                }
                List<FoundEvent> events;
                try {
                    events = in(segment);
                } catch (IOException failure) {
                    requireGone(failure);
                    events = listedAgain(segment) ? in(segment) : List.of();
                }
                events.forEach(sink);
                at = LogPlace.after(segment.number() - 1);
            }
            return true;
        }

        private List<FoundEvent> in(IndexedSegment segment) throws IOException {
            List<FoundEvent> events = new ArrayList<>();
            long[] places = indexes.newest(segment, last, question, Long.MAX_VALUE, PLACES_MAX, effort);
            if (places.length == PLACES_MAX) {
                segment.log().read(LogSegment.Position.START, last, record -> {
                    match.addTo(events, record);
                    return true;
                });
            } else {
                effort.unpacked(segment.log().at(places, record -> match.addTo(events, record)));
            }
            events.forEach(_ -> effort.read());
            return events;
        }
    }

    /// A segment's file may have another name now, or none: old segments are compressed, and then removed.
    private static void requireGone(IOException failure) throws IOException {
        if (!(failure instanceof NoSuchFileException)) {
            throw failure;
        }
    }

    private boolean listedAgain(IndexedSegment segment) throws IOException {
        return indexes.segments(true).containsKey(segment.number());
    }
}
