package dev.trent.audit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The folder of an audit log.
///
/// A segment is never opened twice for writing. A removed folder is not made again: its records would be
/// missing without notice.
final class SegmentFolder implements Segment.Source {
    private static final String PROBE = "probe";
    private static final int PROBE_BYTES = 256 * 1024;

    private final Path folder;
    private final InstantSource clock;
    private final LogEnd end;
    private final long accepted;
    private final SpareFiles spares;
    private volatile long next;

    private SegmentFolder(Path folder, InstantSource clock, LogEnd end, long next, long accepted) throws IOException {
        this.folder = folder;
        this.clock = clock;
        this.end = end;
        this.next = next;
        this.accepted = accepted;
        this.spares = new SpareFiles(folder);
    }

    /// Opens the folder. Makes it with mode 0700 if it does not exist.
    ///
    /// @throws ChangedLogException if somebody has changed the end of the log
    static SegmentFolder open(Path folder, InstantSource clock) throws IOException {
        return open(folder, clock, (_, _) -> {});
    }

    /// As [#open(Path, InstantSource)], with a further check of the end. Nothing is written if it fails.
    static SegmentFolder open(Path folder, InstantSource clock, EndCheck check) throws IOException {
        make(folder);
        Segments segments = Segments.in(folder);
        LogEnds ends = new LogEnds(segments);
        LogEnd end = ends.find();
        check.of(end, segments);
        return new SegmentFolder(folder, clock, end, ends.number() + 1, 0);
    }

    private static void make(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
    }

    /// Opens the folder after a break in the log, also if the whole folder is missing. The header of the first segment
    /// tells of the break.
    static SegmentFolder accept(Path folder, InstantSource clock) throws IOException {
        make(folder);
        LogEnds ends = new LogEnds(Segments.in(folder));
        long first = ends.number() + 1;
        return new SegmentFolder(folder, clock, ends.stated(), first, first);
    }

    @Override
    public Segment next() throws IOException {
        requireFolder();
        long mine = next;
        if (mine > SegmentFile.NUMBER_MAX) {
            throw new IOException("the audit log has a file with the number " + SegmentFile.NUMBER_MAX
                    + ", which leaves none for another file: Trent has not made it; keep a copy elsewhere, and remove"
                    + " it");
        }
        SegmentFile file = SegmentFile.named(folder, clock.instant(), mine);
        BlockFile spare = spares.take(file.path());
        BlockFile made = spare != null ? spare : BlockFile.make(file.path(), SpareFiles.BYTES_FIRST);
        next = mine + 1;
        try {
            forceFolder(folder);
            return made;
        } catch (IOException | RuntimeException failure) {
            made.close();
            throw failure;
        }
    }

    @Override
    public long number() {
        return next - 1;
    }

    @Override
    public LogEnd end() {
        return end;
    }

    @Override
    public byte[] header(ChainHead previous) {
        return new SegmentHeader(end.log(), number(), previous.hash(), clock.instant(), number() == accepted).line();
    }

    @Override
    public boolean roomy() {
        return !spares.low();
    }

    @Override
    public void removeFound(long from, Set<ByteBuffer> lines) throws IOException {
        Segments segments = Segments.in(folder);
        for (int i = 0; i < segments.files().size(); i++) {
            SegmentFile file = segments.files().get(i);
            if (file.number() >= from && !lines.isEmpty()) {
                removeFound(file, segments.lastOf(i), lines);
            }
        }
    }

    /// @param last as [Segments#lastOf]
    private static void removeFound(SegmentFile file, @Nullable ChainHead last, Set<ByteBuffer> lines)
            throws IOException {
        int missing = lines.size();
        try (SegmentReader reader = file.open()) {
            for (SegmentReader.Line line = reader.next(); line != null; line = reader.next()) {
                byte[] payload = payload(file, line);
                if (payload != null) {
                    byte[] whole = Arrays.copyOf(payload, payload.length + 1);
                    whole[payload.length] = '\n';
                    lines.remove(ByteBuffer.wrap(whole));
                }
                if (last != null && isLink(line, last)) {
                    break;
                }
            }
        }
        if (lines.size() < missing && !file.zipped()) {
            // The process that wrote the lines may have died before the flush.
            try (FileChannel channel = FileChannel.open(file.path(), StandardOpenOption.WRITE)) {
                channel.force(true);
            } catch (NoSuchFileException _) {
                // It was compressed meanwhile, and the copy is on disk.
            }
        }
    }

    private static boolean isLink(SegmentReader.Line line, ChainHead head) {
        Link link = Link.of(line.text());
        return link != null && link.head().equals(head);
    }

    /// Returns the record of a line; null if there is none.
    private static byte @Nullable [] payload(SegmentFile file, SegmentReader.Line line) {
        if (!line.whole()) {
            return null;
        }
        if (!file.chained()) {
            return line.text();
        }
        Link link = Link.of(line.text());
        return link == null ? null : link.payload();
    }

    @Override
    public void probe() throws IOException {
        requireFolder();
        Path file = folder.resolve(PROBE);
        try (FileChannel channel = FileChannel.open(
                file,
                Set.of(
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.DELETE_ON_CLOSE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
            ByteBuffer room = ByteBuffer.allocate(PROBE_BYTES);
            while (room.hasRemaining()) {
                channel.write(room);
            }
            channel.force(true);
        }
    }

    private void requireFolder() throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new IOException("the folder of the audit log '" + folder
                    + "' is gone: put it back, or make it anew with 'mkdir -m 700'");
        }
    }

    /// Makes the name of the new file durable.
    static void forceFolder(Path folder) throws IOException {
        try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
            directory.force(true);
        }
    }

    @Override
    public void close() throws IOException {
        spares.close();
    }
}
