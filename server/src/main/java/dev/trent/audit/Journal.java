package dev.trent.audit;

import dev.trent.aws.Loop;
import dev.trent.store.Store;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Appends lines to the audit log with group commit. A caller waits until its line is on disk.
///
/// One writer thread takes all lines that have arrived while it was busy. It writes them together, flushes
/// once, and releases all waiting callers. If the previous batch had one line, the next one is written without
/// delay. If it had several, more lines are probably on their way, and the writer waits for them for a moment.
/// This saves more in flushes and wake-ups than it costs. A line that can wait gives the time itself: it is written
/// with the next lines, or when that time is over.
///
/// Each record is linked to the one before it by a hash, and a batch is written as whole blocks (`Chain`). So
/// no write touches the block of a record that was acknowledged.
///
/// If a write or a flush fails, the whole batch fails. `SegmentWriter` then begins another file.
public final class Journal implements AutoCloseable {
    /// The longest line. Source: CloudTrail's bound on a record.
    public static final int LINE_BYTES_MAX = 256 * 1024;

    private static final int LINE_BYTES_MIN = "{\"\":1}\n".length();

    /// A batch fits into the first file, after the record that begins it.
    private static final int BATCH_BYTES = (int) SpareFiles.BYTES_FIRST - 2 * Chain.BLOCK_BYTES;

    private static final long GATHER_NANOS_MAX = 150_000;

    /// So many lines that can wait are written at once: more save little.
    static final int COMPANY_MAX = 16;

    private static final Duration IDLE_CHECK_AFTER = Duration.ofSeconds(1);

    private final SegmentWriter disk;
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

    // Only the thread that has set `writing` uses this and the disk: the writer, or a thread in `flush()`.
    private Lines spare = new Lines(BATCH_BYTES);

    private Journal(Segment.Source segments) {
        this.disk = new SegmentWriter(segments, BATCH_BYTES);
        this.writer = Thread.ofPlatform().name("audit-writer").daemon(true).unstarted(this::write);
    }

    /// Opens the log and begins a new segment.
    ///
    /// @param folder made if it is not there
    /// @throws ChangedLogException if somebody has changed the end of the log
    public static Journal open(Path folder, InstantSource clock) throws IOException {
        return open(SegmentFolder.open(folder, clock));
    }

    /// Opens the log if it has the records that a database knows of, and begins a new segment. Else nothing is
    /// written.
    ///
    /// @throws ChangedLogException if somebody has changed the end of the log, or has removed it
    public static Journal open(Path folder, InstantSource clock, Store store) throws IOException {
        return open(SegmentFolder.open(folder, clock, StoredHead.of(store)));
    }

    /// Opens a log that was changed. A new segment begins, and its header tells that an operator has accepted
    /// the break. The log can be opened as usual after that.
    public static Journal accept(Path folder, InstantSource clock) throws IOException {
        return open(SegmentFolder.accept(folder, clock));
    }

    static Journal open(Segment.Source segments) throws IOException {
        Journal journal = new Journal(segments);
        try {
            var _ = journal.disk.begin();
        } catch (IOException | RuntimeException failure) {
            journal.disk.abandon();
            journal.disk.close();
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
        append(bytes, length, List.of());
    }

    /// Appends a line together with others, and returns once they are on disk. They are in one batch, one after
    /// the other.
    ///
    /// @param others further lines; all lines together fit into a batch
    /// @throws JournalException if they are not known to be on disk
    public void append(byte[] bytes, int length, List<Line> others) {
        Loop.leave();
        requireLines(bytes, length, others);
        Batch batch;
        boolean wake;
        lock.lock();
        try {
            while (!closed && !filling.add(bytes, length, others)) {
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
    /// @param done as below
    public boolean append(byte[] bytes, int length, Consumer<@Nullable JournalException> done) {
        return append(bytes, length, List.of(), done);
    }

    /// Appends a line together with others, without waiting. [#flush] then has them written.
    ///
    /// @param bytes the line in its first `length` bytes: a JSON object with its line feed
    /// @param others further lines of the same batch
    /// @param done is told exactly once, and not by this method, in the order of the lines: null if the lines
    ///     are on disk. It must not wait or throw
    /// @return false if there is no room; then nothing was appended, and `done` is not called
    public boolean append(byte[] bytes, int length, List<Line> others, Consumer<@Nullable JournalException> done) {
        requireLines(bytes, length, others);
        lock.lock();
        try {
            if (closed || !filling.add(bytes, length, others)) {
                return false;
            }
            filling.tell(done);
            return true;
        } finally {
            lock.unlock();
        }
    }

    /// Appends a line together with others, without waiting. They are written with the next lines that cannot wait,
    /// or when the time is over. So calls that end one by one share a write.
    ///
    /// @param patienceNanos the time in nanoseconds; 0 to have them written now
    /// @param done as above
    /// @return as above
    public boolean append(
            byte[] bytes,
            int length,
            List<Line> others,
            long patienceNanos,
            Consumer<@Nullable JournalException> done) {
        requireLines(bytes, length, others);
        boolean wake;
        lock.lock();
        try {
            long due = filling.dueNanos();
            if (closed || !filling.addPatiently(bytes, length, others, System.nanoTime() + patienceNanos)) {
                return false;
            }
            filling.tell(done);
            wake = idle && (filling.dueNanos() != due || filling.count() >= COMPANY_MAX);
            idle &= !wake;
        } finally {
            lock.unlock();
        }
        if (wake) {
            LockSupport.unpark(writer);
        }
        return true;
    }

    /// Has the lines written that were appended without waiting, unless all of them can wait. A single line that finds
    /// the disk free is
    /// written by this method, and its callback is told by it: two wake-ups would take longer than the write.
    public void flush() {
        Batch batch = null;
        lock.lock();
        try {
            if (filling.count() == 0 || filling.patient()) {
                return;
            }
            // An interrupt would close the file that is written to.
            boolean free = idle
                    && !writing
                    && disk.quick()
                    && !closed
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

    private static void requireLines(byte[] bytes, int length, List<Line> others) {
        requireLine(bytes, length);
        for (int i = 0; i < others.size(); i++) {
            requireLine(others.get(i).bytes(), others.get(i).bytes().length);
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
        return disk.healthy();
    }

    /// Returns whether there is room for more records. While there is none, changes must be refused, so that
    /// the rest of the room is left to the records of refusals.
    public boolean roomy() {
        return disk.segments().roomy();
    }

    /// Returns how the log is doing, for its operator.
    public JournalFigures figures() {
        int waiting;
        lock.lock();
        try {
            waiting = filling.count();
        } finally {
            lock.unlock();
        }
        return new JournalFigures(
                healthy(), roomy(), head().seq(), waiting, disk.bytes(), disk.failures(), disk.nanos(), disk.batches());
    }

    /// Returns the last record that is on disk. It is there for good.
    public ChainHead head() {
        return disk.head();
    }

    /// Returns the id of the log. A log that begins anew has another one.
    public String log() {
        return disk.segments().end().log();
    }

    /// Returns the end of the log as it was before this process.
    LogEnd end() {
        return disk.segments().end();
    }

    /// Returns the number of the newest segment. Lines that are appended from now on are in it or in a later
    /// one. The records up to [#head] are in it or in earlier ones, if the head was asked for before.
    public long segmentNumber() {
        return disk.segments().number();
    }

    /// Removes from a set the lines that the log has.
    ///
    /// @param from the number of the first segment that may have them
    void removeFound(long from, Set<ByteBuffer> lines) throws IOException {
        disk.segments().removeFound(from, lines);
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
        if (!writer.isAlive()) {
            disk.close();
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
            crowd = batch.patient() ? 1 : batch.count();
            finish(batch);
        }
    }

    /// Writes a taken batch and tells its callers, then lets the next batch be taken. So callers are told in
    /// the order of their lines.
    private void finish(Batch batch) {
        try {
            Throwable failure = disk.write(batch.lines());
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
            long rest = IDLE_CHECK_AFTER.toNanos();
            lock.lock();
            try {
                gatheredAt = 0;
                if (!writing) {
                    if (filling.count() > 0) {
                        rest = restNanos();
                        if (rest <= 0) {
                            return takeFilling();
                        }
                    }
                    if (closed) {
                        return null;
                    }
                    look = filling.count() == 0 && disk.checkDue();
                }
                writing |= look;
                idle = !look;
            } finally {
                lock.unlock();
            }
            if (look) {
                disk.check();
                release();
            } else {
                LockSupport.parkNanos(this, rest);
            }
        }
    }

    /// Returns how long the gathered lines can still wait for others. The caller holds the lock.
    private long restNanos() {
        return filling.patient() && !flushed && !closed && filling.count() < COMPANY_MAX
                ? filling.dueNanos() - System.nanoTime()
                : 0;
    }
}
