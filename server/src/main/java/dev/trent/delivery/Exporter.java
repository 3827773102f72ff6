package dev.trent.delivery;

import dev.trent.aws.Accidents;
import dev.trent.store.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Copies the files of trails to another store, each at least once, with the signatures of digests as metadata.
///
/// It has a thread of its own: the other store may be slow or away, and nothing else waits for it. What was not
/// copied is tried again after a minute, later after an hour, also after a restart. It holds up no other file.
public final class Exporter implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Exporter.class);
    private static final Duration RETRY_AFTER = Duration.ofMinutes(1);
    private static final Duration LAST_MAX = Duration.ofSeconds(5);
    private static final int ADDED_AT_ONCE = 256;

    private final Store store;
    private final ExportQueue queue;
    private final TrailFolder folder;
    private final TrailStore other;
    private final String destination;
    private final Accidents accidents = new Accidents(LOG);
    private final ExportRests rests = new ExportRests();
    private final Thread thread;
    private volatile boolean closed;
    private boolean isNew;

    Exporter(Store store, ExportQueue queue, TrailFolder folder, TrailStore other, String destination) {
        this.store = store;
        this.queue = queue;
        this.folder = folder;
        this.other = other;
        this.destination = destination;
        this.thread = Thread.ofPlatform().daemon().name("trail-export").unstarted(this::run);
    }

    void start() {
        isNew = queue.open(destination, () -> LockSupport.unpark(thread));
        thread.start();
    }

    /// Adds the files that were delivered before.
    private void addAll() throws IOException {
        if (!Files.isDirectory(folder.path())) {
            return;
        }
        List<Path> files;
        try (Stream<Path> walk = Files.walk(folder.path())) {
            files = walk.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                            && file.getFileName().toString().endsWith(TrailKeys.END))
                    .toList();
        }
        for (int from = 0; from < files.size(); from += ADDED_AT_ONCE) {
            List<Path> some = files.subList(from, Math.min(files.size(), from + ADDED_AT_ONCE));
            store.write(tx -> {
                for (Path file : some) {
                    Path name = folder.path().relativize(file);
                    if (name.getNameCount() > 1) {
                        queue.add(
                                tx,
                                name.getName(0).toString(),
                                name.subpath(1, name.getNameCount()).toString());
                    }
                }
                return some;
            });
        }
    }

    /// SAFE: it catches broadly, because one file must not end the copying of all others.
    private void run() {
        while (!closed) {
            try {
                pass();
                LockSupport.parkNanos(this, RETRY_AFTER.toNanos());
            } catch (IOException | RuntimeException | AssertionError failure) {
                if (!closed) {
                    accidents.outage("The files of trails cannot be copied", failure);
                    pause();
                }
            }
        }
    }

    private void pause() {
        long until = System.nanoTime() + RETRY_AFTER.toNanos();
        while (!closed && System.nanoTime() < until) {
            LockSupport.parkNanos(this, until - System.nanoTime());
        }
    }

    /// Tries all files that wait and do not rest.
    private void pass() throws IOException {
        if (isNew) {
            addAll();
            queue.opened(destination);
            isNew = false;
        }
        List<ExportQueue.Waiting> files = queue.next(null);
        while (!files.isEmpty()) {
            for (ExportQueue.Waiting file : files) {
                if (closed) {
                    return;
                }
                if (!rests.rests(file, System.nanoTime()) && copied(file)) {
                    queue.done(file);
                    rests.copied(file);
                }
            }
            files = queue.next(files.getLast());
        }
    }

    private boolean copied(ExportQueue.Waiting file) {
        try {
            copy(file);
            return true;
        } catch (IOException refused) {
            if (!closed) {
                accidents.outage("A file of a trail cannot be copied", refused);
                rests.failed(file, System.nanoTime());
            }
            return false;
        }
    }

    private void copy(ExportQueue.Waiting file) throws IOException {
        Path bucket = folder.bucket(file.bucket());
        if (bucket == null) {
            return;
        }
        Path path = bucket.resolve(file.key());
        byte[] bytes;
        String signature;
        try {
            bytes = Files.readAllBytes(path);
            signature = TrailFolder.signature(path);
        } catch (NoSuchFileException moved) {
            LOG.warn("A file of a trail was moved away before it was copied: {}", path);
            return;
        }
        Map<String, String> metadata =
                signature == null ? Map.of() : Map.of("signature", signature, "signature-algorithm", Digest.SIGNATURE);
        other.put(file.bucket(), file.key(), bytes, metadata);
    }

    /// Waits for the file that is being copied, then ends.
    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        try {
            thread.join(LAST_MAX);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        other.close();
    }
}
