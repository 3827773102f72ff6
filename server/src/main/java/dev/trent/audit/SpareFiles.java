package dev.trent.audit;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Files that a thread fills with blanks before they are needed. So the writer of the log never waits for room.
///
/// The first file is small and each further one has twice the size, up to a bound. So a server that records
/// little takes little of the disk. While no file is ready and the disk refuses to give one, the room runs out.
final class SpareFiles implements Closeable {
    /// The size of the first segment of a process.
    static final long BYTES_FIRST = 1024 * 1024;

    private static final long BYTES_MAX = 64L * 1024 * 1024;
    private static final int READY_MAX = 2;
    private static final String NAME = "spare-";
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final Path folder;
    private final Thread filler;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    // Guarded by the lock.
    private final Deque<BlockFile> ready = new ArrayDeque<>();
    private int readyMax;
    private boolean closed;

    // Only the filler uses these.
    private long bytes = 2 * BYTES_FIRST;
    private long made;

    private volatile boolean low;

    /// Begins to fill the first file.
    ///
    /// @throws IOException if files of an earlier process cannot be deleted
    SpareFiles(Path folder) throws IOException {
        this.folder = folder;
        deleteLeft();
        this.filler = Thread.ofPlatform().name("audit-filler").daemon(true).unstarted(this::fill);
    }

    /// Their process died, and perhaps before they were filled.
    private void deleteLeft() throws IOException {
        try (DirectoryStream<Path> left = Files.newDirectoryStream(folder, NAME + "*")) {
            for (Path file : left) {
                Files.delete(file);
            }
        }
    }

    /// Returns a filled file under another name; null if there is none.
    @Nullable
    BlockFile take(Path name) throws IOException {
        BlockFile file;
        lock.lock();
        try {
            file = ready.poll();
            // The first segment begins without a spare, and most processes never need the second.
            readyMax = Math.min(READY_MAX, readyMax + 1);
            if (filler.getState() == Thread.State.NEW) {
                filler.start();
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        if (file == null) {
            return null;
        }
        try {
            file.rename(name);
            return file;
        } catch (IOException lost) {
            // Somebody has moved the folder. The next file is made in the folder that is there now.
            file.discard();
            return null;
        }
    }

    /// Returns whether no file is ready, and the disk has no room for one.
    boolean low() {
        return low;
    }

    private void fill() {
        while (awaitNeed()) {
            try {
                BlockFile file = BlockFile.make(folder.resolve(NAME + ++made), bytes);
                bytes = Math.min(BYTES_MAX, 2 * bytes);
                add(file);
            } catch (IOException | RuntimeException failure) {
                // A smaller file may still find room.
                bytes = BYTES_FIRST;
                failed();
            }
        }
    }

    /// Waits until a file is missing. Returns false if none is wanted any more.
    private boolean awaitNeed() {
        lock.lock();
        try {
            while (!closed && ready.size() >= readyMax) {
                changed.awaitUninterruptibly();
            }
            return !closed;
        } finally {
            lock.unlock();
        }
    }

    private void add(BlockFile file) {
        lock.lock();
        try {
            ready.add(file);
            low = false;
        } finally {
            lock.unlock();
        }
    }

    private void failed() {
        lock.lock();
        try {
            low = ready.isEmpty();
            long left = RETRY_AFTER.toNanos();
            while (!closed && left > 0) {
                left = changed.awaitNanos(left);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    /// Deletes the files that were not needed.
    @Override
    public void close() throws IOException {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        try {
            filler.join(TimeUnit.SECONDS.toMillis(30));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        for (BlockFile file : ready) {
            file.discard();
        }
    }
}
