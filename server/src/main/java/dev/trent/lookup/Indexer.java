package dev.trent.lookup;

import dev.trent.audit.Journal;
import dev.trent.aws.Accidents;
import java.io.Closeable;
import java.io.IOException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes the index before it is asked for, in the background and at a pace: it works a little and rests for much
/// longer.
public final class Indexer implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(Indexer.class);

    /// It rests so many times as long as it has worked while requests come: it takes 2 per cent of a processor.
    private static final int REST_BUSY = 49;

    /// It rests so many times as long as it has worked while there are no requests.
    private static final int REST_QUIET = 3;

    /// A server that has recorded more than so many calls since the last step is busy.
    private static final int RECORDS_QUIET_MAX = 8;

    private static final long IDLE_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long CLOSE_MILLIS_MAX = TimeUnit.SECONDS.toMillis(10);

    private final Indexes indexes;
    private final Journal journal;
    private final Accidents accidents = new Accidents(LOG);
    private final Thread thread;
    private volatile boolean closed;

    Indexer(Indexes indexes, Journal journal, ThreadFactory threads) {
        this.indexes = indexes;
        this.journal = journal;
        this.thread = threads.newThread(this::run);
        thread.start();
    }

    private void run() {
        long seen = journal.head().seq();
        while (!closed) {
            long begin = System.nanoTime();
            boolean more = step();
            long worked = System.nanoTime() - begin;
            long head = journal.head().seq();
            int rest = head - seen > RECORDS_QUIET_MAX ? REST_BUSY : REST_QUIET;
            seen = head;
            LockSupport.parkNanos(this, more ? rest * worked : IDLE_NANOS);
        }
    }

    private boolean step() {
        try {
            return indexes.step();
        } catch (IOException | RuntimeException | AssertionError accident) {
            // A look-up will meet the same, and answer it. The index is not needed for anything else.
            accidents.outage("The index of the audit log cannot be made now, and look-ups take longer", accident);
            return false;
        }
    }

    /// Ends the work. What is not in a file is made again by the next start.
    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
        try {
            thread.join(CLOSE_MILLIS_MAX);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
