package dev.trent.audit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/// A journal whose disk does nothing after the header until it is released, for the tests of other rooms. The journal
/// is full.
public final class StalledJournal implements AutoCloseable {
    private final CountDownLatch released = new CountDownLatch(1);
    private final CountDownLatch flushing = new CountDownLatch(1);
    private final List<String> lines = Collections.synchronizedList(new ArrayList<>());
    private final Journal journal;
    private volatile boolean begun;

    /// Makes it, and fills it with lines that are no records of calls.
    public StalledJournal() throws IOException, InterruptedException {
        this.journal = Journal.open(new Source());
        begun = true;
        byte[] large =
                ("{\"fill\":\"" + "x".repeat(Journal.LINE_BYTES_MAX - 16) + "\"}\n").getBytes(StandardCharsets.UTF_8);
        fill(large);
        journal.flush();
        flushing.await();
        fill(large);
        fill("{\"fill\":0}\n".getBytes(StandardCharsets.UTF_8));
    }

    private void fill(byte[] line) {
        boolean room = true;
        while (room) {
            room = journal.append(line, line.length, _ -> {});
        }
    }

    /// Returns the journal.
    public Journal journal() {
        return journal;
    }

    /// Lets the disk work.
    public void release() {
        released.countDown();
    }

    /// Returns the records of calls that are on disk.
    public List<String> lines() {
        return List.copyOf(lines);
    }

    @Override
    public void close() throws IOException {
        release();
        journal.close();
    }

    private final class Source extends NewLog {
        @Override
        public Segment next() {
            return new Stalled();
        }

        @Override
        public long number() {
            return 1;
        }

        @Override
        public void probe() {
            // There is always room.
        }
    }

    private final class Stalled implements Segment {
        @Override
        public void write(ByteBuffer batch) {
            StandardCharsets.UTF_8
                    .decode(batch)
                    .toString()
                    .lines()
                    .filter(line -> line.contains("\"eventVersion\""))
                    .forEach(lines::add);
        }

        @Override
        public void force() throws IOException {
            if (!begun) {
                return;
            }
            flushing.countDown();
            try {
                released.await();
            } catch (InterruptedException interrupted) {
                throw new IOException(interrupted);
            }
        }

        @Override
        public void cut(long length) {
            throw new AssertionError("nothing fails here");
        }

        @Override
        public long capacity() {
            return Long.MAX_VALUE;
        }

        @Override
        public void check() {
            // The file is the same.
        }

        @Override
        public void close() {
            // There is nothing to close.
        }
    }
}
