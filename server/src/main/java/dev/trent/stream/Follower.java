package dev.trent.stream;

import dev.trent.audit.Cursor;
import dev.trent.audit.Gap;
import dev.trent.audit.LogRecord;
import dev.trent.audit.RecordReader;
import dev.trent.aws.Accidents;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sends the records of the audit log to one sink, on a thread of its own, each at least once and in their order.
///
/// A record counts as sent after the sink has taken it and the cursor is on disk. A sink that fails gets the same
/// records again, after a pause that doubles each time. Nobody waits for it.
final class Follower implements Cursor, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Follower.class);
    private static final int BATCH_RECORDS = 500;
    private static final long BATCH_BYTES = 1 << 20;
    private static final Duration LOOK_EVERY = Duration.ofMillis(200);
    private static final Duration CLOSE_MAX = Duration.ofSeconds(2);
    private static final Duration PAUSE_MIN = Duration.ofSeconds(1);
    private static final Duration PAUSE_MAX = Duration.ofMinutes(1);
    private static final Duration TELL_EVERY = Duration.ofMinutes(1);
    private static final long BEHIND = 10_000;

    private final String name;
    private final Path log;
    private final LongSupplier head;
    private final CursorFile file;
    private final Sink sink;
    private final Accidents accidents = new Accidents(LOG);
    private final Thread thread;
    private RecordReader reader;
    private long toldNanos = System.nanoTime();

    private volatile @Nullable Gap gap;
    private volatile long passed;
    private volatile boolean closed;

    /// Begins to send.
    ///
    /// @param log the folder of the audit log
    /// @param head gives the number of the last record that may be read
    /// @param file keeps the number of the last record that was sent; without it, the stream begins with the
    ///     next record
    Follower(String name, Path log, LongSupplier head, CursorFile file, Sink sink) throws IOException {
        this.name = name;
        this.log = log;
        this.head = head;
        this.file = file;
        this.sink = sink;
        long first = head.getAsLong();
        // A log that was begun anew has smaller numbers.
        this.passed = Math.min(first, file.read(first));
        this.reader = reader();
        this.thread = Thread.ofPlatform().name("audit-" + name).daemon(true).unstarted(this::run);
        thread.start();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public long passedSeq() {
        return passed;
    }

    @Override
    public @Nullable Gap gap() {
        return gap;
    }

    private RecordReader reader() throws IOException {
        return RecordReader.after(log, passed, this::missed);
    }

    /// Tells of a gap once: after a failure, the records around it are read again.
    private void missed(Gap missing) {
        Gap told = gap;
        if (told == null || missing.last() > told.last()) {
            LOG.error("The {} goes on without some of the audit log: {}.", name, missing.words());
            gap = missing;
        }
    }

    private void run() {
        Duration pause = PAUSE_MIN;
        while (!closed) {
            try {
                boolean more = step();
                pause = PAUSE_MIN;
                if (!more) {
                    rest(LOOK_EVERY);
                }
            } catch (IOException | RuntimeException failure) {
                if (!closed) {
                    accidents.outage("The " + name + " gets no records of the audit log", failure);
                    tell(0);
                }
                rest(pause);
                pause = pause.multipliedBy(2).compareTo(PAUSE_MAX) < 0 ? pause.multipliedBy(2) : PAUSE_MAX;
                again();
            }
        }
    }

    /// Begins again after the last record that is known to be sent.
    private void again() {
        try {
            reader = reader();
        } catch (IOException | RuntimeException failure) {
            accidents.outage("The audit log cannot be read for the " + name, failure);
        }
    }

    /// Sends some records. Returns whether there may be more.
    private boolean step() throws IOException {
        long last = head.getAsLong();
        List<LogRecord> batch = new ArrayList<>();
        long[] bytes = {0};
        reader.more(last, record -> {
            if (record.seq() > passed) {
                batch.add(record);
                bytes[0] += record.payload().length;
            }
            return batch.size() < BATCH_RECORDS && bytes[0] < BATCH_BYTES;
        });
        if (!batch.isEmpty()) {
            sink.send(batch);
        }
        boolean full = batch.size() >= BATCH_RECORDS || bytes[0] >= BATCH_BYTES;
        // If the reader has not come to the end, it waits there for what is missing.
        long sent = full ? batch.getLast().seq() : Math.min(last, reader.seq());
        if (!batch.isEmpty()) {
            file.write(sent);
        }
        passed = Math.max(passed, sent);
        tell(BEHIND);
        return full;
    }

    private long behind() {
        return Math.max(0, head.getAsLong() - passed);
    }

    /// Tells once a minute how many records wait.
    ///
    /// @param usual so many may wait without a word
    private void tell(long usual) {
        if (System.nanoTime() - toldNanos >= TELL_EVERY.toNanos() && behind() > usual) {
            toldNanos = System.nanoTime();
            LOG.warn("The {} is {} records behind the audit log.", name, behind());
        }
    }

    private void rest(Duration pause) {
        long end = System.nanoTime() + pause.toNanos();
        while (!closed && end - System.nanoTime() > 0) {
            LockSupport.parkNanos(this, end - System.nanoTime());
        }
    }

    /// Ends. What was not sent is sent by the next process.
    @Override
    public void close() throws IOException {
        closed = true;
        LockSupport.unpark(thread);
        // A sink that hangs lets go when it is closed.
        try (sink) {
            if (!thread.join(CLOSE_MAX)) {
                sink.breakOff();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
