package dev.trent.audit;

import dev.trent.aws.Accidents;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Compresses closed segments, one after the other, in the background.
///
/// A thread of low priority does it: requests go first. It rests after each block, for a multiple of the
/// time that the block took. While records come, it so takes a fiftieth of a processor; else a half. With each further
/// segment that waits, it takes twice as much, and compresses faster and a little less well. If twice as many wait as
/// end the rests, a thread of the usual priority compresses. So the number of segments that wait has a bound: the disk
/// has to hold them.
///
/// A file is removed after its compressed copy is on disk, was read again, and is equal byte for byte. So a crash
/// leaves the file, the copy or both, and a segment of which there are both is read from the file.
public final class Packing implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Packing.class);
    private static final String COPY = "packing-";
    private static final Duration LOOK_EVERY = Duration.ofSeconds(5);
    private static final Duration RETRY_AFTER = Duration.ofMinutes(1);

    /// The machine may have slept during a block.
    private static final Duration REST_MAX = Duration.ofSeconds(10);

    private static final int REST_OF_BUSY = 49;

    /// With so many segments that wait, it rests no more: the factor was halved so often that it is 0.
    static final int WAITING_MAX = 1 + Integer.SIZE - Integer.numberOfLeadingZeros(REST_OF_BUSY);

    private final Path folder;
    private final Journal journal;
    private final ExecutorService patient;
    private final Accidents accidents = new Accidents(LOG);
    private final Thread thread =
            Thread.ofPlatform().name("audit-packing").daemon(true).unstarted(this::run);

    /// The thread that compresses a segment in the background.
    private volatile @Nullable Thread worker;

    // One thread at a time uses these.
    private final byte[] plain = new byte[PackedBlock.PLAIN_BYTES];
    private final byte[] unpacked = new byte[PackedBlock.PLAIN_BYTES];
    private long number;
    private long restedAtSeq;
    private long begunNanos;

    private volatile boolean closed;

    /// The process ends before a file is compressed.
    private static final class EndedException extends IOException {
        private static final long serialVersionUID = 1;
    }

    Packing(Path folder, Journal journal, ThreadFactory patient) {
        this.folder = folder;
        this.journal = journal;
        this.patient = Executors.newSingleThreadExecutor(patient);
    }

    /// Begins to compress.
    ///
    /// @param folder the folder of the log
    /// @param patient makes threads of low priority
    public static Packing start(Path folder, Journal journal, ThreadFactory patient) {
        Packing packing = new Packing(folder, journal, patient);
        packing.thread.start();
        return packing;
    }

    private void run() {
        while (!closed) {
            Duration pause = LOOK_EVERY;
            try {
                packAll(this::packByPriority);
            } catch (EndedException _) {
                return;
            } catch (IOException | RuntimeException failure) {
                accidents.outage("A file of the audit log cannot be compressed, so it stays as it is", failure);
                pause = RETRY_AFTER;
            }
            long end = System.nanoTime() + pause.toNanos();
            while (!closed && end - System.nanoTime() > 0) {
                LockSupport.parkNanos(this, end - System.nanoTime());
            }
        }
    }

    /// Compresses all segments but the newest, without a rest.
    void packAll() throws IOException {
        packAll(this::pack);
    }

    /// Compresses one segment.
    private interface Packer {
        void pack(SegmentFile file) throws IOException;
    }

    private void packAll(Packer packer) throws IOException {
        removeLeft();
        long open = journal.segmentNumber();
        for (SegmentFile file : Segments.in(folder).files()) {
            if (file.number() < open && file.chained() && !file.zipped()) {
                packer.pack(file);
            }
        }
    }

    /// Compresses a segment on the patient thread, or on this one if very many wait.
    private void packByPriority(SegmentFile file) throws IOException {
        if (isUrgent(journal.segmentNumber() - file.number())) {
            worker = thread;
            pack(file);
            return;
        }
        Future<@Nullable Void> work;
        try {
            work = patient.submit(() -> {
                worker = Thread.currentThread();
                pack(file);
                return null;
            });
        } catch (RejectedExecutionException _) {
            throw new EndedException();
        }
        try {
            var _ = work.get();
        } catch (InterruptedException _) {
            throw new EndedException();
        } catch (ExecutionException failed) {
            switch (Objects.requireNonNull(failed.getCause())) {
                case IOException failure -> throw failure;
                case RuntimeException failure -> throw failure;
                case Error failure -> throw failure;
                default -> throw new AssertionError(failed);
            }
        }
    }

    /// Returns whether so many segments wait that requests go first no more.
    static boolean isUrgent(long waiting) {
        return waiting > 2L * WAITING_MAX;
    }

    /// Their process died.
    private void removeLeft() throws IOException {
        try (DirectoryStream<Path> left = Files.newDirectoryStream(folder, COPY + "*")) {
            for (Path file : left) {
                Files.delete(file);
            }
        }
    }

    private void pack(SegmentFile file) throws IOException {
        Path copy = folder.resolve(COPY + file.number());
        try (FileChannel from = FileChannel.open(file.path(), StandardOpenOption.READ)) {
            if (from.size() == 0) {
                // Nothing was recorded in it, and gzip knows no file without a block.
                return;
            }
            number = file.number();
            begunNanos = System.nanoTime();
            compress(from, copy);
            requireEqual(from, copy);
            // It fails if the file was removed meanwhile: its copy must not take its place then.
            Files.setLastModifiedTime(copy, Files.getLastModifiedTime(file.path()));
            Files.move(copy, file.packed().path(), StandardCopyOption.ATOMIC_MOVE);
            SegmentFolder.forceFolder(folder);
            Files.delete(file.path());
            SegmentFolder.forceFolder(folder);
        } catch (NoSuchFileException moved) {
            LOG.debug("A segment was moved away while it was compressed: {}", moved.getMessage());
        } finally {
            Files.deleteIfExists(copy);
        }
    }

    private void compress(FileChannel from, Path copy) throws IOException {
        Deflater thorough = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
        Deflater quick = new Deflater(Deflater.BEST_SPEED, true);
        try (FileChannel to = FileChannel.open(
                copy,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
            long at = 0;
            for (int length = read(from, at); length > 0; length = read(from, at)) {
                ByteBuffer block = PackedBlock.pack(waiting() > 1 ? quick : thorough, plain, length);
                while (block.hasRemaining()) {
                    to.write(block);
                }
                at += length;
                rest();
            }
            to.force(true);
        } finally {
            thorough.end();
            quick.end();
        }
    }

    private void requireEqual(FileChannel file, Path copy) throws IOException {
        Inflater inflater = new Inflater(true);
        try (FileChannel packed = FileChannel.open(copy, StandardOpenOption.READ)) {
            long at = 0;
            long place = 0;
            while (place < packed.size()) {
                PackedBlock block = PackedBlock.at(packed, place);
                int length = read(file, at);
                if (block == null
                        || block.plainBytes() != length
                        || !block.unpack(packed, inflater, unpacked)
                        || !MessageDigest.isEqual(Arrays.copyOf(plain, length), Arrays.copyOf(unpacked, length))) {
                    throw new IOException("the compressed copy '" + copy + "' has other bytes after " + at);
                }
                place = block.end();
                at += length;
                rest();
            }
            if (at != file.size()) {
                throw new IOException("the compressed copy '" + copy + "' ends after " + at);
            }
        } finally {
            inflater.end();
        }
    }

    /// Returns how many bytes are in the buffer: as many as a block holds, except at the end.
    private int read(FileChannel from, long at) throws IOException {
        ByteBuffer into = ByteBuffer.wrap(plain);
        while (into.hasRemaining()) {
            if (from.read(into, at + into.position()) < 0) {
                break;
            }
        }
        return into.position();
    }

    /// Rests after a block. Tests call [#packAll] themselves, and have no need of rests.
    private void rest() throws IOException {
        if (closed) {
            throw new EndedException();
        }
        if (Thread.currentThread() != worker) {
            return;
        }
        long seq = journal.head().seq();
        long rest = rest(System.nanoTime() - begunNanos, seq != restedAtSeq, waiting());
        restedAtSeq = seq;
        LockSupport.parkNanos(this, Math.clamp(rest, 0, REST_MAX.toNanos()));
        begunNanos = System.nanoTime();
    }

    /// Returns how many closed segments are not compressed, with the one that is being compressed.
    private long waiting() {
        return journal.segmentNumber() - number;
    }

    /// Returns how long to rest.
    ///
    /// @param worked the time since the last rest
    /// @param busy whether records have come since then
    /// @param waiting how many segments are not compressed, at least 1
    static long rest(long worked, boolean busy, long waiting) {
        long factor = REST_OF_BUSY >> Math.clamp(waiting - 1, 0, WAITING_MAX);
        return worked * (busy ? factor : Math.min(factor, 1));
    }

    /// Stops; a file that is half compressed is begun again by the next process.
    @Override
    public void close() {
        closed = true;
        patient.shutdown();
        LockSupport.unpark(worker);
        LockSupport.unpark(thread);
        try {
            thread.join(TimeUnit.SECONDS.toMillis(30));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
