package dev.trent.audit;

import dev.trent.aws.Accidents;
import dev.trent.aws.Loop;
import dev.trent.store.Store;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Appends lines to the audit log with group commit. A caller waits until its line is on disk.
///
/// One writer thread takes all lines that have arrived while it was busy. It writes them together, flushes
/// once, and releases all waiting callers. If the previous batch had one line, the next one is written without
/// delay. If it had several, more lines are probably on their way, and the writer waits for them for a moment.
/// This saves more in flushes and wake-ups than it costs.
///
/// Each record is linked to the one before it by a hash, and a batch is written as whole blocks (`Chain`). So
/// no write touches the block of a record that was acknowledged.
///
/// If a write or a flush fails, the whole batch fails. Nobody knows which bytes of the segment are on disk, so
/// it is given up. The next line goes to a new segment, with at most one attempt a second. The writer makes
/// this attempt even without new lines, because callers that read [#healthy()] may have stopped to append.
/// Before each write, and while it is idle, the writer checks that the segment is still the file with its name.
public final class Journal implements AutoCloseable {
    /// The longest line. Source: CloudTrail's bound on a record.
    public static final int LINE_BYTES_MAX = 256 * 1024;

    private static final int LINE_BYTES_MIN = "{\"\":1}\n".length();

    private static final int BATCH_BYTES = 1024 * 1024;
    private static final long GATHER_NANOS_MAX = 150_000;

    /// A write that takes longer is left to the writer thread: a loop of connections must not wait for the disk.
    private static final long QUICK_NANOS_MAX = 1_000_000;

    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);
    private static final Duration CHECK_AFTER = Duration.ofMillis(100);
    private static final Duration IDLE_CHECK_AFTER = Duration.ofSeconds(1);
    private static final Logger LOG = LoggerFactory.getLogger(Journal.class);

    private final Segment.Source segments;
    private final Thread writer;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition drained = lock.newCondition();

    // Guarded by the lock.
    private Batch filling = new Batch(new Lines(BATCH_BYTES));
    private boolean closed;
    private boolean idle;
    private boolean flushed;
    private boolean writing;
    private int gatheredAt;

    // Only the thread that has set `writing` uses these: the writer, or a thread in `flush()`.
    private Lines spare = new Lines(BATCH_BYTES);
    private @Nullable Segment segment;
    private long segmentBytes;
    private long failedAtNanos;
    private long checkedAtNanos = System.nanoTime();
    private String failure = "";
    private final Accidents accidents = new Accidents(LOG);

    private final Chain chain;

    private volatile boolean healthy = true;

    /// Whether a line can be written by whoever flushes: the last write was short, and the segment has room.
    private volatile boolean quick;

    private Journal(Segment.Source segments) {
        this.segments = segments;
        this.chain = new Chain(segments.end().head(), BATCH_BYTES);
        this.writer = Thread.ofPlatform().name("audit-writer").daemon(true).unstarted(this::write);
    }

    /// Opens the log and begins a new segment.
    ///
    /// @param folder made if it is not there
    /// @throws ChangedLogException if somebody has changed the end of the log
    public static Journal open(Path folder, InstantSource clock) throws IOException {
        return open(SegmentFolder.open(folder, clock));
    }

    /// Opens the log if it has the records that a database knows of, and begins a new segment. Else nothing is written.
    ///
    /// @throws ChangedLogException if somebody has changed the end of the log, or has removed it
    public static Journal open(Path folder, InstantSource clock, Store store) throws IOException {
        return open(SegmentFolder.open(folder, clock, StoredHead.of(store)));
    }

    /// Opens a log that was changed. A new segment begins, and its header tells that an operator has accepted the
    /// break. The log can be opened as usual after that.
    public static Journal accept(Path folder, InstantSource clock) throws IOException {
        return open(SegmentFolder.accept(folder, clock));
    }

    static Journal open(Segment.Source segments) throws IOException {
        Journal journal = new Journal(segments);
        try {
            journal.begin();
        } catch (IOException | RuntimeException failure) {
            journal.abandon();
            segments.close();
            throw failure;
        }
        journal.writer.start();
        return journal;
    }

    /// Appends a line and returns once it is on disk.
    ///
    /// @param bytes the line in its first `length` bytes: a JSON object with its line feed
    /// @throws JournalException if it is not known to be on disk
    public void append(byte[] bytes, int length) {
        Loop.leave();
        requireLine(bytes, length);
        Batch batch;
        boolean wake;
        lock.lock();
        try {
            while (!closed && !filling.add(bytes, length)) {
                drained.awaitUninterruptibly();
            }
            if (closed) {
                throw new JournalException("The audit log is closed.");
            }
            batch = filling;
            wake = idle || (gatheredAt > 0 && filling.count() >= gatheredAt);
            if (wake) {
                idle = false;
                gatheredAt = 0;
            }
        } finally {
            lock.unlock();
        }
        if (wake) {
            LockSupport.unpark(writer);
        }
        batch.await();
    }

    /// Appends a line without waiting. [#flush] then has it written.
    ///
    /// @param bytes the line in its first `length` bytes: a JSON object with its line feed
    /// @param done is told exactly once, and not by this method, in the order of the lines: null if the line is
    ///     on disk. It must not wait or throw
    /// @return false if there is no room; then nothing was appended, and `done` is not called
    public boolean append(byte[] bytes, int length, Consumer<@Nullable JournalException> done) {
        requireLine(bytes, length);
        lock.lock();
        try {
            if (closed || !filling.add(bytes, length)) {
                return false;
            }
            filling.tell(done);
            return true;
        } finally {
            lock.unlock();
        }
    }

    /// Has the lines written that were appended without waiting. A single line that finds the disk free is
    /// written by this method, and its callback is told by it: two wake-ups would take longer than the write.
    public void flush() {
        Batch batch = null;
        lock.lock();
        try {
            if (filling.count() == 0) {
                return;
            }
            // An interrupt would close the file that is written to.
            boolean free = idle
                    && !writing
                    && healthy
                    && !closed
                    && quick
                    && !Thread.currentThread().isInterrupted();
            if (filling.count() == 1 && free) {
                batch = takeFilling();
            } else {
                idle = false;
                flushed = true;
                gatheredAt = 0;
            }
        } finally {
            lock.unlock();
        }
        if (batch == null) {
            LockSupport.unpark(writer);
        } else {
            finish(batch);
            wakeForWaiting();
        }
    }

    /// Wakes the writer for lines that came while another thread wrote.
    private void wakeForWaiting() {
        boolean waiting;
        lock.lock();
        try {
            waiting = filling.count() > 0 || closed;
            idle &= !waiting;
        } finally {
            lock.unlock();
        }
        if (waiting) {
            LockSupport.unpark(writer);
        }
    }

    private static void requireLine(byte[] bytes, int length) {
        if (length > LINE_BYTES_MAX
                || length < LINE_BYTES_MIN
                || bytes[0] != '{'
                || bytes[1] != '"'
                || bytes[length - 2] != '}'
                || bytes[length - 1] != '\n') {
            throw new AssertionError("a line of " + length + " bytes");
        }
    }

    /// Returns whether lines can be written: the last line reached the disk, or a later attempt at the disk
    /// succeeded.
    public boolean healthy() {
        return healthy;
    }

    /// Returns whether there is room for more records. While there is none, changes must be refused, so that
    /// the rest of the room is left to the records of refusals.
    public boolean roomy() {
        return segments.roomy();
    }

    /// Returns the last record that is on disk.
    ChainHead head() {
        return chain.head();
    }

    /// Returns the end of the log as it was before this process.
    LogEnd end() {
        return segments.end();
    }

    /// Returns the number of the newest segment. Lines that are appended from now on are in it or in a later
    /// one.
    long segmentNumber() {
        return segments.number();
    }

    /// Removes from a set the lines that the log has.
    ///
    /// @param from the number of the first segment that may have them
    void removeFound(long from, Set<ByteBuffer> lines) throws IOException {
        segments.removeFound(from, lines);
    }

    /// Writes the gathered lines, then ends the log.
    @Override
    public void close() throws IOException {
        lock.lock();
        try {
            closed = true;
            drained.signalAll();
        } finally {
            lock.unlock();
        }
        LockSupport.unpark(writer);
        try {
            writer.join(TimeUnit.SECONDS.toMillis(30));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        if (writer.isAlive()) {
            return;
        }
        try (segments) {
            if (segment != null) {
                segment.close();
            }
        }
    }

    private void write() {
        int crowd = 1;
        while (true) {
            gather(crowd);
            Batch batch = take();
            if (batch == null) {
                return;
            }
            crowd = batch.count();
            finish(batch);
        }
    }

    /// Writes a taken batch and tells its callers, then lets the next batch be taken. So callers are told in
    /// the order of their lines.
    private void finish(Batch batch) {
        try {
            Throwable failure = persist(batch.lines());
            spare = batch.lines().clear();
            batch.finish(failure);
        } finally {
            release();
        }
    }

    private void release() {
        lock.lock();
        try {
            writing = false;
        } finally {
            lock.unlock();
        }
    }

    /// The caller holds the lock.
    private Batch takeFilling() {
        writing = true;
        gatheredAt = 0;
        flushed = false;
        Batch taken = filling;
        filling = new Batch(spare);
        drained.signalAll();
        return taken;
    }

    /// Waits a moment for as many lines as the last batch had. The callers of that batch probably come back
    /// together.
    private void gather(int crowd) {
        lock.lock();
        try {
            if (crowd <= 1 || closed || flushed || filling.count() >= crowd) {
                return;
            }
            gatheredAt = crowd;
        } finally {
            lock.unlock();
        }
        LockSupport.parkNanos(this, GATHER_NANOS_MAX);
    }

    /// Returns the waiting lines, and waits for the first of them. Null if the log is closed and nothing is
    /// left.
    private @Nullable Batch take() {
        while (true) {
            boolean look = false;
            lock.lock();
            try {
                gatheredAt = 0;
                if (!writing) {
                    if (filling.count() > 0) {
                        return takeFilling();
                    }
                    if (closed) {
                        return null;
                    }
                    look = System.nanoTime() - checkedAtNanos >= IDLE_CHECK_AFTER.toNanos();
                }
                writing |= look;
                idle = !look;
            } finally {
                lock.unlock();
            }
            if (look) {
                lookAfterWhenIdle();
                release();
            } else {
                LockSupport.parkNanos(this, IDLE_CHECK_AFTER.toNanos());
            }
        }
    }

    /// Checks the segment, or tries to get a new one.
    private void lookAfterWhenIdle() {
        checkedAtNanos = System.nanoTime();
        try {
            if (segment != null) {
                segment.check();
            } else {
                openSegment(0);
                recovered();
            }
        } catch (IOException | RuntimeException | Error found) {
            fail(found);
        }
    }

    private @Nullable Throwable persist(Lines lines) {
        try {
            Segment open = openSegment(lines.blockBytesMax());
            if (System.nanoTime() - checkedAtNanos >= CHECK_AFTER.toNanos()) {
                checkedAtNanos = System.nanoTime();
                open.check();
            }
            long begin = System.nanoTime();
            put(open, lines);
            quick = System.nanoTime() - begin < QUICK_NANOS_MAX
                    && segmentBytes + Chain.BLOCK_BYTES + LINE_BYTES_MAX <= open.capacity();
            recovered();
            return null;
        } catch (IOException | RuntimeException | Error found) {
            // SAFE: an error of the machine must not leave callers waiting for ever.
            fail(found);
            return found;
        }
    }

    private void put(Segment open, Lines lines) throws IOException {
        ByteBuffer blocks = chain.link(lines);
        int length = blocks.remaining();
        open.write(blocks);
        open.force();
        segmentBytes += length;
        chain.kept();
    }

    private void recovered() {
        if (!healthy) {
            LOG.warn("The audit log can be written again.");
            healthy = true;
        }
    }

    private void fail(Throwable found) {
        if (segment != null || retryDue()) {
            failedAtNanos = System.nanoTime();
            failure = Accidents.words(found);
            accidents.outage("The audit log cannot be written, so nothing is changed and no result is given", found);
        }
        abandon();
        healthy = false;
    }

    /// Returns the open segment, or the next one if the open one has no room for so many bytes.
    private Segment openSegment(int bytes) throws IOException {
        Segment open = segment;
        if (open != null && segmentBytes + bytes <= open.capacity()) {
            return open;
        }
        if (open != null) {
            segment = null;
            open.close();
        } else {
            if (!retryDue()) {
                throw new IOException(failure);
            }
            // A full disk still has room for names. Without this, each attempt would leave an empty segment.
            segments.probe();
        }
        return begin();
    }

    /// Begins the next segment with its header.
    private Segment begin() throws IOException {
        Segment next = segments.next();
        segment = next;
        segmentBytes = 0;
        byte[] header = segments.header(chain.head());
        Lines lines = new Lines(Chain.BLOCK_BYTES);
        lines.add(header, header.length);
        put(next, lines);
        return next;
    }

    private boolean retryDue() {
        return System.nanoTime() - failedAtNanos >= RETRY_AFTER.toNanos();
    }

    private void abandon() {
        Segment given = segment;
        segment = null;
        if (given != null) {
            try (given) {
                // Lines that were not flushed were not answered. Nobody may find them later as if they had
                // been.
                given.cut(segmentBytes);
            } catch (IOException _) {
                // The write has failed already. A new segment will replace this one.
            }
        }
    }
}
