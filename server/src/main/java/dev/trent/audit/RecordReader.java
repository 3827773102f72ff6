package dev.trent.audit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Reads the records of a log in their order, without their links. A server may be writing the log.
///
/// It does not verify the chain. The records that begin segments are left out.
public final class RecordReader {
    private final Path folder;

    /// What was read last: a segment, and the place after a record of it.
    private long number;
    private long offset;

    /// @param folder the folder of the log
    public RecordReader(Path folder) {
        this.folder = folder;
    }

    /// Reads the records that were not read yet.
    ///
    /// @param sink gets each record as one line of JSON, without a line feed
    public void more(Consumer<String> sink) throws IOException {
        List<SegmentFile> files = SegmentFile.in(folder);
        for (int i = 0; i < files.size(); i++) {
            if (files.get(i).number() >= number) {
                read(files, i, sink);
            }
        }
    }

    /// Reads the last records.
    ///
    /// @param count how many at most
    public void last(int count, Consumer<String> sink) throws IOException {
        List<SegmentFile> files = SegmentFile.in(folder);
        Deque<String> all = new ArrayDeque<>();
        for (int i = files.size() - 1; i >= 0 && all.size() < count; i--) {
            Deque<String> some = new ArrayDeque<>();
            RecordReader one = new RecordReader(folder);
            one.read(files, i, record -> {
                some.add(record);
                if (some.size() > count) {
                    some.remove();
                }
            });
            if (i == files.size() - 1) {
                number = one.number;
                offset = one.offset;
            }
            while (all.size() < count && !some.isEmpty()) {
                all.addFirst(some.removeLast());
            }
        }
        all.forEach(sink);
    }

    private void read(List<SegmentFile> files, int index, Consumer<String> sink) throws IOException {
        SegmentFile file = files.get(index);
        if (file.number() != number) {
            number = file.number();
            offset = 0;
        }
        ChainHead end = endOf(files, index);
        try (SegmentReader lines = file.open(offset)) {
            for (SegmentReader.Line line = lines.next(); line != null && line.whole(); line = lines.next()) {
                Link link = file.chained() ? Link.of(line.text()) : null;
                if (file.chained() && link == null && index == files.size() - 1) {
                    // A server may be writing it.
                    return;
                }
                if (link == null ? !file.chained() : !SegmentHeader.begins(link.payload())) {
                    sink.accept(new String(link == null ? line.text() : link.payload(), StandardCharsets.UTF_8));
                }
                offset = line.end();
                if (link != null && link.head().equals(end)) {
                    // The write of the records after it failed. Nobody got an answer for them.
                    return;
                }
            }
        }
    }

    /// Returns the last record of a segment, as the next segment names it; null if there is no next one.
    private static @Nullable ChainHead endOf(List<SegmentFile> files, int index) throws IOException {
        for (SegmentFile file : files.subList(index + 1, files.size())) {
            Link first = file.chained() ? SegmentWalk.first(file) : null;
            SegmentHeader header = first == null ? null : SegmentHeader.of(first.payload());
            if (first != null && header != null) {
                return new ChainHead(first.head().seq() - 1, header.previous());
            }
        }
        return null;
    }
}
