package dev.trent.audit;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The segments of a log, from the first to the last, and what each says of the one before.
record Segments(List<SegmentFile> files) {
    /// Finds the segments of a folder. Segments are numbered without gaps, so a file after a gap that has nothing of
    /// the log is not one of them: its number would only be in the way of those to come.
    static Segments in(Path folder) throws IOException {
        List<SegmentFile> files = new ArrayList<>();
        for (SegmentFile file : SegmentFile.in(folder)) {
            boolean gap = !files.isEmpty() && file.number() > files.getLast().number() + 1;
            if (!gap || !isStray(file)) {
                files.add(file);
            }
        }
        return new Segments(files);
    }

    private static boolean isStray(SegmentFile file) throws IOException {
        // The first line tells it of nearly all files. To walk through a file takes a second, at each listing.
        if (!file.chained() || Opening.of(file) != null) {
            return false;
        }
        SegmentWalk walk = SegmentWalk.of(file, null);
        return walk.header() == null && walk.state() != SegmentWalk.State.CHANGED;
    }

    /// Returns the last segment before one that has records; null if there is none.
    ///
    /// @param previous the record that the header of the segment names
    @Nullable
    SegmentFile before(int index, ChainHead previous) throws IOException {
        for (SegmentFile file : files.subList(0, index).reversed()) {
            Opening opening = Opening.of(file);
            if (opening != null
                    && !(opening.previous().equals(previous)
                            && SegmentWalk.of(file, null).unused(previous))) {
                return file;
            }
        }
        return null;
    }

    /// Returns whether an operator has accepted a break of the log after a moment. The numbers of the segments begin
    /// again with a new folder, and a clock may go back: one of the two is enough.
    ///
    /// @param segment the number of the newest segment at the moment
    boolean acceptedSince(long segment, Instant moment) throws IOException {
        for (SegmentFile file : files.reversed()) {
            Opening opening = Opening.of(file);
            if (opening != null
                    && opening.header().accepted()
                    && (file.number() > segment || opening.header().created().isAfter(moment))) {
                return true;
            }
        }
        return false;
    }

    /// Returns how the next segment begins that has a header; null if there is none.
    @Nullable
    Opening after(int index) throws IOException {
        for (SegmentFile file : files.subList(index + 1, files.size())) {
            Opening opening = Opening.of(file);
            if (opening != null) {
                return opening;
            }
        }
        return null;
    }

    /// Returns the last record of a segment, as the next segment names it; null if there is no next one. The write of
    /// the records after it failed, and nobody got an answer for them.
    @Nullable
    ChainHead lastOf(int index) throws IOException {
        Opening next = after(index);
        return next == null ? null : next.previous();
    }

    /// Returns the index of the last segment that begins at a point or before it; 0 if there is none.
    int indexAt(LogPoint point) throws IOException {
        for (int i = files.size() - 1; i > 0; i--) {
            Opening opening = Opening.of(files.get(i));
            if (opening != null && point.isAfter(opening)) {
                return i;
            }
        }
        return 0;
    }

    /// Returns whether the log has a record.
    boolean has(ChainHead record) throws IOException {
        for (int i = files.size() - 1; i >= 0; i--) {
            Opening opening = Opening.of(files.get(i));
            if (opening != null && opening.seq() <= record.seq()) {
                ChainHead last = lastOf(i);
                return (last == null || record.seq() <= last.seq())
                        && SegmentWalk.of(files.get(i), record).linked();
            }
        }
        return false;
    }

    /// Returns whether a line of the log states a hash. Whether it is right, a [SegmentWalk] tells.
    boolean hasHash(String hash) throws IOException {
        for (SegmentFile file : files.reversed()) {
            try (SegmentReader lines = file.open()) {
                for (SegmentReader.Line line = lines.next(); line != null; line = lines.next()) {
                    Link link = Link.of(line.text());
                    if (link != null && link.head().hash().equals(hash)) {
                        return true;
                    }
                }
            }
        }
        return false;
    }
}
