package dev.trent.audit;

import dev.trent.aws.Accidents;
import dev.trent.aws.Histogram;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes batches of lines to the open segment, and begins the next segment when it is full or has failed.
///
/// If a write or a flush fails, nobody knows which bytes of the segment are on disk, so it is given up. The next
/// batch goes to a new segment, with at most one attempt a second. Before a write it checks from time to time that
/// the segment is still the file with its name.
///
/// One thread at a time uses it. Every thread may ask what is volatile.
final class SegmentWriter implements Closeable {
    /// A write that takes longer is left to the writer thread: a loop of connections must not wait for the disk.
    private static final long QUICK_NANOS_MAX = 1_000_000;

    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);
    private static final Duration CHECK_AFTER = Duration.ofMillis(100);
    private static final Duration IDLE_CHECK_AFTER = Duration.ofSeconds(1);
    private static final Logger LOG = LoggerFactory.getLogger(Journal.class);

    private final Segment.Source segments;
    private final Chain chain;
    private final Accidents accidents = new Accidents(LOG);
    private @Nullable Segment segment;
    private long segmentBytes;
    private long failedAtNanos;
    private long checkedAtNanos = System.nanoTime();
    private String failure = "";

    // One thread at a time adds, and every thread may read.
    private final Histogram nanos = new Histogram(
            50_000,
            100_000,
            250_000,
            500_000,
            1_000_000,
            2_500_000,
            5_000_000,
            10_000_000,
            25_000_000,
            50_000_000,
            100_000_000,
            250_000_000,
            1_000_000_000);
    private final Histogram batches = new Histogram(1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024);
    private final LongAdder bytes = new LongAdder();
    private final LongAdder failures = new LongAdder();

    private volatile boolean healthy = true;
    private volatile boolean quick;

    /// @param bytesMax the most bytes of a batch
    SegmentWriter(Segment.Source segments, int bytesMax) {
        this.segments = segments;
        this.chain = new Chain(segments.end().head(), bytesMax);
    }

    /// Returns whether lines can be written: the last line reached the disk, or a later attempt at the disk
    /// succeeded. Any thread may ask.
    boolean healthy() {
        return healthy;
    }

    /// Returns whether the next line will probably be written soon: the last write was short, and the segment has
    /// room. Any thread may ask.
    boolean quick() {
        return quick && healthy;
    }

    /// Returns the last record that is on disk. Any thread may ask.
    ChainHead head() {
        return chain.head();
    }

    /// Returns how long the writes of batches took, in nanoseconds. Any thread may ask.
    Histogram nanos() {
        return nanos;
    }

    /// Returns how many lines the batches had. Any thread may ask.
    Histogram batches() {
        return batches;
    }

    /// Returns how many bytes were written. Any thread may ask.
    long bytes() {
        return bytes.sum();
    }

    /// Returns how many batches could not be written. Any thread may ask.
    long failures() {
        return failures.sum();
    }

    Segment.Source segments() {
        return segments;
    }

    /// Returns whether an idle writer has to [#check].
    boolean checkDue() {
        return System.nanoTime() - checkedAtNanos >= IDLE_CHECK_AFTER.toNanos();
    }

    /// Checks the segment, or tries to get a new one: callers that read [#healthy()] may have stopped to append.
    void check() {
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

    /// Writes a batch.
    ///
    /// @return null if it is on disk
    @Nullable
    Throwable write(Lines lines) {
        try {
            Segment open = openSegment(lines.blockBytesMax());
            if (System.nanoTime() - checkedAtNanos >= CHECK_AFTER.toNanos()) {
                checkedAtNanos = System.nanoTime();
                open.check();
            }
            long begin = System.nanoTime();
            put(open, lines);
            long took = System.nanoTime() - begin;
            nanos.add(took);
            batches.add(lines.count());
            quick = took < QUICK_NANOS_MAX
                    && segmentBytes + Chain.BLOCK_BYTES + Journal.LINE_BYTES_MAX <= open.capacity();
            recovered();
            return null;
        } catch (IOException | RuntimeException | Error found) {
            // SAFE: an error of the machine must not leave callers waiting for ever.
            failures.increment();
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
        bytes.add(length);
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
    Segment begin() throws IOException {
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

    /// Gives the open segment up.
    void abandon() {
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

    @Override
    public void close() throws IOException {
        try (segments) {
            if (segment != null) {
                segment.close();
            }
        }
    }
}
