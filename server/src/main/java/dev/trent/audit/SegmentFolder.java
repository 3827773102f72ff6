package dev.trent.audit;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// The folder of an audit log: `events-20261123T201500Z-00000007.jsonl`, numbered without gaps across restarts.
///
/// A segment is never opened twice. A crash may leave a partial line at its end, and that line stays as it is.
/// A removed folder is not made again: its records would be missing without notice.
final class SegmentFolder implements Segment.Source {
    private static final DateTimeFormatter START =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final String SUFFIX = ".jsonl";
    private static final String PROBE = "probe";
    private static final int PROBE_BYTES = 256 * 1024;
    private static final int NUMBER_DIGITS = 8;
    private static final int READ_BYTES = 1 << 16;
    private static final Set<PosixFilePermission> OWNER_FILE = PosixFilePermissions.fromString("rw-------");

    private final Path folder;
    private final InstantSource clock;
    private volatile long next;

    private SegmentFolder(Path folder, InstantSource clock, long next) {
        this.folder = folder;
        this.clock = clock;
        this.next = next;
    }

    /// Opens the folder. Makes it with mode 0700 if it does not exist.
    static SegmentFolder open(Path folder, InstantSource clock) throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
        try (Stream<Path> files = Files.list(folder)) {
            long last = files.mapToLong(SegmentFolder::number).max().orElse(0);
            return new SegmentFolder(folder, clock, last + 1);
        }
    }

    private static long number(Path file) {
        String name = file.getFileName().toString();
        int end = name.length() - SUFFIX.length();
        int start = end - NUMBER_DIGITS;
        if (!name.endsWith(SUFFIX) || start < 0) {
            return 0;
        }
        String digits = name.substring(start, end);
        return digits.chars().allMatch(Character::isDigit) ? Long.parseLong(digits) : 0;
    }

    @Override
    public Segment next() throws IOException {
        requireFolder();
        long mine = next;
        String number = Long.toString(mine);
        String name = "events-" + START.format(clock.instant()) + "-"
                + "0".repeat(Math.max(0, NUMBER_DIGITS - number.length())) + number + SUFFIX;
        Path file = folder.resolve(name);
        FileChannel channel = FileChannel.open(
                file,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(OWNER_FILE));
        next = mine + 1;
        try {
            forceFolder();
            return new FileSegment(channel, FileIdentity.of(file));
        } catch (IOException | RuntimeException failure) {
            channel.close();
            throw failure;
        }
    }

    @Override
    public long number() {
        return next - 1;
    }

    @Override
    public void removeFound(long from, Set<ByteBuffer> lines) throws IOException {
        List<Path> segments;
        try (Stream<Path> files = Files.list(folder)) {
            segments = files.filter(file -> number(file) >= Math.max(1, from)).toList();
        }
        for (Path segment : segments) {
            if (!lines.isEmpty()) {
                removeFound(segment, lines);
            }
        }
    }

    private static void removeFound(Path segment, Set<ByteBuffer> lines) throws IOException {
        int missing = lines.size();
        try (InputStream bytes = new BufferedInputStream(Files.newInputStream(segment), READ_BYTES)) {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            for (int next = bytes.read(); next >= 0; next = bytes.read()) {
                line.write(next);
                if (next == '\n') {
                    lines.remove(ByteBuffer.wrap(line.toByteArray()));
                    line.reset();
                }
            }
        }
        if (lines.size() < missing) {
            // The process that wrote the lines may have died before the flush.
            try (FileChannel channel = FileChannel.open(segment, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
        }
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
                PosixFilePermissions.asFileAttribute(OWNER_FILE))) {
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
    private void forceFolder() throws IOException {
        try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
            directory.force(true);
        }
    }

    private record FileSegment(FileChannel channel, FileIdentity identity) implements Segment {
        @Override
        public void write(ByteBuffer lines) throws IOException {
            while (lines.hasRemaining()) {
                channel.write(lines);
            }
        }

        @Override
        public void force() throws IOException {
            channel.force(false);
        }

        @Override
        public void cut(long length) throws IOException {
            channel.truncate(length);
            channel.force(true);
        }

        @Override
        public void check() throws IOException {
            if (!identity.holds()) {
                throw new IOException(
                        "the audit log's file '" + identity.path()
                                + "' was removed or replaced while it was written: see who did it, and put back what was moved");
            }
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
