package dev.trent.audit;

import dev.trent.aws.Accidents;
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
/// If a write or a flush fails, the whole batch fails. Nobody knows which bytes of the segment are on disk, so
/// it is given up. The next line goes to a new segment, with at most one attempt a second. The writer makes
/// this attempt even without new lines, because callers that read [#healthy()] may have stopped to append.
/// Before each write, and while it is idle, the writer checks that the segment is still the file with its name.
public final class Journal implements AutoCloseable {
    /// The longest line. Source: CloudTrail's bound on a record.
    public static final int LINE_BYTES_MAX = 256 * 1024;

    private static final int BATCH_BYTES = 1024 * 1024;
    private static final long SEGMENT_BYTES_MAX = 256L * 1024 * 1024;
    private static final long GATHER_NANOS_MAX = 150_000;
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);
    private static final Duration CHECK_AFTER = Duration.ofMillis(100);
    private static final Duration IDLE_CHECK_AFTER = Duration.ofSeconds(1);
    private static final Logger LOG = LoggerFactory.getLogger(Journal.class);

    private final Segment.Source segments;
    private final Thread writer;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition drained = lock.newCondition();

    // Guarded by the lock.
    private Batch filling = new Batch(ByteBuffer.allocateDirect(BATCH_BYTES));
    private boolean closed;
    private boolean idle;
    private int gatheredAt;

    // Only the writer thread uses these.
    private ByteBuffer spare = ByteBuffer.allocateDirect(BATCH_BYTES);
    private @Nullable Segment segment;
    private long segmentBytes;
    private long failedAtNanos;
    private long checkedAtNanos = System.nanoTime();
    private String failure = "";
    private final Accidents accidents = new Accidents(LOG);

    private volatile boolean healthy = true;

    private Journal(Segment.Source segments) {
        this.segments = segments;
        this.writer = Thread.ofPlatform().name("audit-writer").daemon(true).unstarted(this::write);
    }

    /// Opens the log and begins a new segment.
    ///
    /// @param folder made if it is not there
    public static Journal open(Path folder, InstantSource clock) throws IOException {
        return open(SegmentFolder.open(folder, clock));
    }

    static Journal open(Segment.Source segments) throws IOException {
        Journal journal = new Journal(segments);
        journal.segment = segments.next();
        journal.writer.start();
        return journal;
    }

    /// Appends a line and returns once it is on disk.
    ///
    /// @param bytes the line in its first `length` bytes, with its line feed
    /// @throws JournalException if it is not known to be on disk
    public void append(byte[] bytes, int length) {
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
    /// @param bytes the line in its first `length` bytes, with its line feed
    /// @param done is told exactly once, and not by this method: null if the line is on disk. It must not wait
    ///     or throw
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

    /// Has the lines written that were appended without waiting.
    public void flush() {
        lock.lock();
        try {
            idle = false;
            gatheredAt = 0;
        } finally {
            lock.unlock();
        }
        LockSupport.unpark(writer);
    }

    private static void requireLine(byte[] bytes, int length) {
        if (length > LINE_BYTES_MAX || length == 0 || bytes[length - 1] != '\n') {
            throw new AssertionError("a line of " + length + " bytes");
        }
    }

    /// Returns whether lines can be written: the last line reached the disk, or a later attempt at the disk
    /// succeeded.
    public boolean healthy() {
        return healthy;
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
        if (segment != null && !writer.isAlive()) {
            segment.close();
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
            Throwable failure = persist(batch);
            spare = batch.lines().clear();
            batch.finish(failure);
        }
    }

    /// Waits a moment for as many lines as the last batch had. The callers of that batch probably come back
    /// together.
    private void gather(int crowd) {
        lock.lock();
        try {
            if (crowd <= 1 || closed || filling.count() >= crowd) {
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
            lock.lock();
            try {
                gatheredAt = 0;
                if (filling.count() > 0) {
                    Batch taken = filling;
                    filling = new Batch(spare);
                    drained.signalAll();
                    return taken;
                }
                if (closed) {
                    return null;
                }
                idle = true;
            } finally {
                lock.unlock();
            }
            if (!lookAfterWhenIdle()) {
                LockSupport.parkNanos(this, IDLE_CHECK_AFTER.toNanos());
            }
        }
    }

    /// Checks the segment, or tries to get a new one. Returns whether it was time for that.
    private boolean lookAfterWhenIdle() {
        if (System.nanoTime() - checkedAtNanos < IDLE_CHECK_AFTER.toNanos()) {
            return false;
        }
        checkedAtNanos = System.nanoTime();
        try {
            if (segment != null) {
                segment.check();
            } else {
                openSegment();
                recovered();
            }
        } catch (IOException | RuntimeException found) {
            fail(found);
        }
        return true;
    }

    private @Nullable Throwable persist(Batch batch) {
        ByteBuffer lines = batch.lines().flip();
        int length = lines.remaining();
        try {
            Segment open = openSegment();
            if (System.nanoTime() - checkedAtNanos >= CHECK_AFTER.toNanos()) {
                checkedAtNanos = System.nanoTime();
                open.check();
            }
            open.write(lines);
            open.force();
            segmentBytes += length;
            recovered();
            return null;
        } catch (IOException | RuntimeException found) {
            fail(found);
            return found;
        }
    }

    private void recovered() {
        if (!healthy) {
            LOG.warn("The audit log can be written again.");
            healthy = true;
        }
    }

    private void fail(Exception found) {
        if (segment != null || retryDue()) {
            failedAtNanos = System.nanoTime();
            failure = Accidents.words(found);
            accidents.outage("The audit log cannot be written, so nothing is changed and no result is given", found);
        }
        abandon();
        healthy = false;
    }

    private Segment openSegment() throws IOException {
        Segment open = segment;
        if (open != null && segmentBytes < SEGMENT_BYTES_MAX) {
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
        open = segments.next();
        segment = open;
        segmentBytes = 0;
        return open;
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
