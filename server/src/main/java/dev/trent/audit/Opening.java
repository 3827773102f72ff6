package dev.trent.audit;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// The record that begins a segment.
///
/// @param seq its number in the chain
record Opening(long seq, SegmentHeader header) {
    /// Reads the beginning of a segment.
    ///
    /// @return null if the segment has no chain, or does not begin with a header
    static @Nullable Opening of(SegmentFile file) throws IOException {
        if (!file.chained()) {
            return null;
        }
        try (SegmentReader lines = file.open()) {
            SegmentReader.Line line = lines.next();
            Link link = line == null ? null : Link.of(line.text());
            SegmentHeader header = link == null ? null : SegmentHeader.of(link.payload());
            return link == null || header == null
                    ? null
                    : new Opening(link.head().seq(), header);
        }
    }

    /// Returns the record that it follows.
    ChainHead previous() {
        return new ChainHead(seq - 1, header.previous());
    }
}
