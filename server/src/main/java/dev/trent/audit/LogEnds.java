package dev.trent.audit;

import dev.trent.aws.Uuids;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Finds the end of a log at the start, and closes the segment that a crash has left open.
///
/// It reads the last segment as a whole, and looks whether it follows the one before. `trent audit verify`
/// reads them all.
final class LogEnds {
    private static final Logger LOG = LoggerFactory.getLogger(LogEnds.class);

    private final Segments segments;
    private final List<SegmentFile> files;

    LogEnds(Segments segments) {
        this.segments = segments;
        this.files = segments.files();
    }

    /// Returns the number of the last file; 0 if there is none.
    long number() {
        return files.isEmpty() ? 0 : files.getLast().number();
    }

    /// Returns the end of the log. What a crash has left after it is cut off.
    ///
    /// @throws ChangedLogException if the end was changed
    LogEnd find() throws IOException {
        for (int i = files.size() - 1; i >= 0; i--) {
            SegmentFile file = files.get(i);
            if (!file.chained()) {
                requireNoneChained(i);
                break;
            }
            SegmentWalk walk = SegmentWalk.of(file, null);
            if (walk.state() == SegmentWalk.State.CHANGED) {
                throw changed(file, "record " + (walk.last().seq() + 1) + " or the one after it was changed");
            }
            close(file, walk);
            SegmentHeader header = walk.header();
            if (header != null) {
                requireFollows(i, header);
                return new LogEnd(header.log(), walk.last());
            }
        }
        return new LogEnd(Uuids.random(), ChainHead.START);
    }

    /// Returns the last record of a log that a server may be writing. The record is on disk when this returns.
    ///
    /// @return null if the log has none
    static @Nullable ChainHead head(Path folder) throws IOException {
        for (SegmentFile file : Segments.in(folder).files().reversed()) {
            SegmentWalk walk = SegmentWalk.of(file, null);
            if (walk.header() != null) {
                if (!file.zipped()) {
                    try (FileChannel channel = FileChannel.open(file.path(), StandardOpenOption.READ)) {
                        channel.force(false);
                    }
                }
                return walk.last();
            }
        }
        return null;
    }

    /// Returns the end of a log that was changed: the last record that still has a link.
    LogEnd stated() throws IOException {
        for (SegmentFile file : files.reversed()) {
            if (file.chained()) {
                Opening opening = Opening.of(file);
                Link last = null;
                try (SegmentReader lines = file.open()) {
                    for (SegmentReader.Line line = lines.next(); line != null; line = lines.next()) {
                        Link link = Link.of(line.text());
                        last = link == null ? last : link;
                    }
                }
                if (last != null) {
                    String log =
                            opening == null ? Uuids.random() : opening.header().log();
                    return new LogEnd(log, last.head());
                }
            }
        }
        return new LogEnd(Uuids.random(), ChainHead.START);
    }

    private void requireNoneChained(int last) throws IOException {
        for (SegmentFile file : files.subList(0, last)) {
            if (file.chained()) {
                throw changed(files.get(last), "it has no chain, and an earlier file has one");
            }
        }
    }

    private void requireFollows(int index, SegmentHeader header) throws IOException {
        SegmentFile file = files.get(index);
        if (header.number() != file.number()) {
            throw changed(file, "its first record says that it is segment " + header.number());
        }
        Opening opening = Opening.of(file);
        if (opening == null || header.accepted()) {
            return;
        }
        ChainHead previous = opening.previous();
        SegmentFile before = segments.before(index, previous);
        if (before == null) {
            return;
        }
        try (SegmentReader lines = before.open()) {
            for (SegmentReader.Line line = lines.next(); line != null; line = lines.next()) {
                Link link = Link.of(line.text());
                if (link != null && link.head().equals(previous)) {
                    return;
                }
            }
        }
        throw changed(before, "record " + previous.seq() + " is missing or was changed");
    }

    private static ChangedLogException changed(SegmentFile file, String what) {
        return new ChangedLogException("in '" + file.name() + "' " + what);
    }

    /// The bytes of a torn write go to a file of their own. So all lines of a segment are records.
    private static void close(SegmentFile file, SegmentWalk walk) throws IOException {
        if (file.zipped()) {
            return;
        }
        if (walk.state() == SegmentWalk.State.TORN) {
            keep(file, walk);
            LOG.warn(
                    "The last write to the audit log is not whole: {} bytes after record {} of '{}' are now in '{}'. After a"
                            + " crash that is in order, because nobody got an answer for them. Else somebody has changed"
                            + " them.",
                    walk.dataBytes() - walk.goodBytes(),
                    walk.last().seq(),
                    file.name(),
                    file.torn().getFileName());
        }
        try (FileChannel channel = FileChannel.open(file.path(), StandardOpenOption.WRITE)) {
            if (channel.size() > walk.goodBytes()) {
                channel.truncate(walk.goodBytes());
            }
            // The process may have died before its flush. Its last records are read as recorded from now on.
            channel.force(true);
        }
    }

    private static void keep(SegmentFile file, SegmentWalk walk) throws IOException {
        try (InputStream bytes = Files.newInputStream(file.path());
                FileChannel torn = FileChannel.open(
                        file.torn(),
                        Set.of(
                                StandardOpenOption.CREATE,
                                StandardOpenOption.TRUNCATE_EXISTING,
                                StandardOpenOption.WRITE),
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
                OutputStream out = Channels.newOutputStream(torn)) {
            bytes.skipNBytes(walk.goodBytes());
            byte[] part = new byte[1 << 16];
            long left = walk.dataBytes() - walk.goodBytes();
            while (left > 0) {
                int read = bytes.read(part, 0, (int) Math.min(part.length, left));
                if (read < 0) {
                    break;
                }
                out.write(part, 0, read);
                left -= read;
            }
            torn.force(true);
        }
    }
}
