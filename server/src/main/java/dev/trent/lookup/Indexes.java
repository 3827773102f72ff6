package dev.trent.lookup;

import dev.trent.audit.Journal;
import dev.trent.audit.LogSegment;
import dev.trent.aws.Accidents;
import dev.trent.crypto.SipHash;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The indexes of all segments: those of closed segments in files, and that of the open one in memory.
///
/// An index that is missing or damaged is made when it is asked, and [Indexer] makes it before, if there is time. Safe
/// for many threads: one of them adds records at a time, and files are read without the lock.
final class Indexes {
    private static final Logger LOG = LoggerFactory.getLogger(Indexes.class);

    /// The indexes in memory: that of the open segment, and one that is being made. Each has at most some 15 MB, for a
    /// segment of 64 MiB.
    private static final int GROWING_MAX = 2;

    /// After so many records, other threads get the processor for a moment.
    private static final int RECORDS_AT_ONCE = 512;

    /// The last attempt needs no file.
    private static final int ATTEMPTS = 3;

    private static final Duration STORE_AGAIN_AFTER = Duration.ofMinutes(1);

    private final Path log;
    private final IndexFolder folder;
    private final Journal journal;
    private final SecureRandom random;
    private final BooleanSupplier roomy;
    private final Accidents accidents = new Accidents(LOG);
    private final ReentrantLock lock = new ReentrantLock();

    // Guarded by the lock.
    private NavigableMap<Long, IndexedSegment> segments = new TreeMap<>();
    private final List<GrowingIndex> growing = new ArrayList<>();
    private boolean cleanDue;
    private boolean refused;
    private long refusedAtNanos;

    /// @param roomy whether the disk has room for files
    Indexes(Path log, Path folder, Journal journal, SecureRandom random, BooleanSupplier roomy) {
        this.log = log;
        this.folder = new IndexFolder(folder);
        this.journal = journal;
        this.random = random;
        this.roomy = roomy;
    }

    /// Returns the segments that have all records up to the head of the journal.
    ///
    /// @param again whether they are listed also if no new one is known of
    NavigableMap<Long, IndexedSegment> segments(boolean again) throws IOException {
        lock.lock();
        try {
            if (again || segments.isEmpty() || segments.lastKey() < journal.segmentNumber()) {
                list();
            }
            return segments;
        } finally {
            lock.unlock();
        }
    }

    /// The map is made anew each time: look-ups read it without the lock.
    private void list() throws IOException {
        NavigableMap<Long, IndexedSegment> listed = new TreeMap<>();
        for (LogSegment segment : LogSegment.in(log)) {
            IndexedSegment known = segments.get(segment.number());
            if (known == null) {
                known = new IndexedSegment(segment);
            } else {
                known.listed(segment);
            }
            listed.put(segment.number(), known);
        }
        segments = listed;
        growing.removeIf(index -> !listed.containsKey(index.segment()));
        cleanDue = true;
    }

    /// Returns where records of a segment begin that may be wanted, see [SegmentIndex].
    ///
    /// @param last the number of the last record that is on disk for good
    long[] newest(IndexedSegment segment, long last, EventQuery question, long before, int max, Effort effort)
            throws IOException {
        for (int attempt = 1; ; attempt++) {
            IndexHeader header;
            lock.lock();
            try {
                GrowingIndex index = ready(segment, last, attempt < ATTEMPTS, effort);
                if (index != null) {
                    return index.newest(question, before, max);
                }
                header = segment.header();
            } finally {
                lock.unlock();
            }
            if (header == null) {
                throw new AssertionError("segment " + segment.number() + " has no index");
            }
            if (header.latest() < question.fromSecond() || header.earliest() > question.toSecond()) {
                return new long[0];
            }
            effort.asked();
            try (StoredIndex index = StoredIndex.open(folder.file(segment.number()), header, segment.number())) {
                return index.newest(question, before, max);
            } catch (IOException damaged) {
                discard(segment, header, damaged);
            }
        }
    }

    private void discard(IndexedSegment segment, IndexHeader header, IOException damaged) {
        lock.lock();
        try {
            // Another look-up may have made it again already.
            if (header.equals(segment.header())) {
                LOG.warn(
                        "The index of segment {} is damaged or gone, and is made again: {}",
                        segment.number(),
                        damaged.getMessage());
                segment.stored(null);
            }
        } finally {
            lock.unlock();
        }
    }

    /// Makes the index of a segment whole. The caller holds the lock.
    ///
    /// @param inFile whether it may be in a file. Somebody may be deleting the files
    /// @return the index in memory; null if there is one in a file
    @SuppressWarnings("ThreadPriorityCheck") // nothing depends on whether it has an effect
    private @Nullable GrowingIndex ready(IndexedSegment segment, long last, boolean inFile, Effort effort)
            throws IOException {
        if (inFile && isStored(segment)) {
            return null;
        }
        // INVARIANT: this is asked before the records are read. A segment that is closed later may have more.
        boolean closed = segment.log().isClosed();
        GrowingIndex index = growing(segment);
        long begin = index.offset();
        if (closed || last > index.last()) {
            while (extend(index, segment, last, closed)) {
                // An operator's look-up and a caller's may be on a thread that others wait for.
                Thread.yield();
            }
        }
        effort.indexed(index.offset() - begin);
        return inFile && closed && store(segment, index) ? null : index;
    }

    /// Reads some records; returns whether there are more.
    private boolean extend(GrowingIndex index, IndexedSegment segment, long last, boolean closed) throws IOException {
        try {
            return index.extend(segment.log(), closed ? Long.MAX_VALUE : last, RECORDS_AT_ONCE) == RECORDS_AT_ONCE;
        } catch (IOException | RuntimeException | Error failure) {
            // It may have records that it would read again.
            growing.remove(index);
            throw failure;
        }
    }

    private boolean isStored(IndexedSegment segment) {
        if (segment.header() == null && !segment.lookedFor()) {
            segment.stored(folder.find(segment.number(), segment.log().identity()));
        }
        return segment.header() != null;
    }

    /// Returns the index of a segment in memory, an empty one if there was none.
    private GrowingIndex growing(IndexedSegment segment) {
        for (GrowingIndex index : growing) {
            if (index.segment() == segment.number()) {
                return index;
            }
        }
        if (growing.size() == GROWING_MAX) {
            // The open segment has the greatest number, and its index is never in a file.
            growing.remove(growing.getFirst().segment() == segments.lastKey() ? 1 : 0);
        }
        GrowingIndex made = new GrowingIndex(segment.number(), segment.log().identity(), terms());
        growing.add(made);
        return made;
    }

    private Terms terms() {
        return new Terms(new SipHash(random.nextLong(), random.nextLong()));
    }

    /// Returns whether the index is in a file now. If the disk refuses it, it stays in memory for a while.
    private boolean store(IndexedSegment segment, GrowingIndex index) {
        if (!roomy.getAsBoolean() || isRefused()) {
            return false;
        }
        try {
            segment.stored(folder.write(index));
            growing.remove(index);
            return true;
        } catch (IOException failure) {
            accidents.outage("The index of the audit log cannot be stored, and look-ups take longer", failure);
            refused = true;
            refusedAtNanos = System.nanoTime();
            return false;
        }
    }

    /// Returns whether the disk has refused a file lately.
    private boolean isRefused() {
        refused &= System.nanoTime() - refusedAtNanos < STORE_AGAIN_AFTER.toNanos();
        return refused;
    }

    /// Does a small part of what a look-up would have to do: takes new records into the index, makes a missing index,
    /// or deletes files that are not needed.
    ///
    /// @return whether there may be more to do
    boolean step() throws IOException {
        long last = journal.head().seq();
        NavigableMap<Long, IndexedSegment> all = segments(false);
        lock.lock();
        try {
            // The open segment comes last: what is done for the others is in a file for good.
            List<IndexedSegment> order = new ArrayList<>(all.descendingMap().values());
            Collections.rotate(order, -1);
            for (IndexedSegment segment : order) {
                if (!isStored(segment) && step(segment, last)) {
                    return true;
                }
            }
            if (cleanDue) {
                cleanDue = false;
                folder.clean(all.keySet());
            }
            return false;
        } finally {
            lock.unlock();
        }
    }

    /// Returns whether something was done.
    private boolean step(IndexedSegment segment, long last) throws IOException {
        boolean closed = segment.log().isClosed();
        if (closed && (!roomy.getAsBoolean() || isRefused())) {
            // It would be made for nothing, again and again.
            return false;
        }
        GrowingIndex index = growing(segment);
        if (!closed && last <= index.last()) {
            return false;
        }
        long begin = index.offset();
        boolean more = extend(index, segment, last, closed);
        boolean stored = closed && !more && store(segment, index);
        return stored || index.offset() > begin;
    }
}
