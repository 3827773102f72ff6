package dev.trent.audit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What a segment's own bytes tell of it, from its header to its last good record.
///
/// @param header null if the segment has no good record
/// @param first the number of the header in the chain; 0 if there is none
/// @param last the last good record; the start of a chain if there is none
/// @param records the number of good records, without the header
/// @param goodBytes where the last good record ends
/// @param dataBytes where the last line that is not blank ends
/// @param state what follows the good records
/// @param linked whether the record is there that the next segment names
record SegmentWalk(
        @Nullable SegmentHeader header,
        long first,
        ChainHead last,
        long records,
        long goodBytes,
        long dataBytes,
        State state,
        boolean linked) {
    /// Returns whether the write of the header failed, as a later segment tells. So the segment has nothing of the
    /// log.
    ///
    /// @param previous the record that the header of the next segment names
    boolean unused(ChainHead previous) {
        return header != null
                && records == 0
                && state != State.CHANGED
                && previous.equals(new ChainHead(first - 1, header.previous()));
    }

    /// What follows the good records of a segment.
    enum State {
        /// Blanks.
        WHOLE,
        /// Parts of one batch: a crash has torn its write, and nobody got an answer.
        TORN,
        /// More than one batch: a record that was acknowledged is another now.
        CHANGED
    }

    /// Reads a segment.
    ///
    /// @param next the record that the header of the next segment names; null if there is no next one
    static SegmentWalk of(SegmentFile file, @Nullable ChainHead next) throws IOException {
        return of(file, next, _ -> {});
    }

    /// As [#of(SegmentFile, ChainHead)].
    ///
    /// @param good gets each good record that is not a header
    static SegmentWalk of(SegmentFile file, @Nullable ChainHead next, Consumer<byte[]> good) throws IOException {
        try (SegmentReader lines = file.open()) {
            Walker walker = new Walker(next, good);
            for (SegmentReader.Line line = lines.next(); line != null; line = lines.next()) {
                walker.take(line);
            }
            return walker.end(lines.damaged());
        }
    }

    private static final class Walker {
        private final MessageDigest sha256 = Chain.sha256();
        private final @Nullable ChainHead next;
        private final Consumer<byte[]> good;
        private @Nullable SegmentHeader header;
        private long first;
        private ChainHead last = ChainHead.START;
        private long records = -1;
        private long goodBytes;
        private long dataBytes;
        private State state = State.WHOLE;
        private boolean batchEnded;
        private boolean linked;

        Walker(@Nullable ChainHead next, Consumer<byte[]> good) {
            this.next = next;
            this.good = good;
        }

        void take(SegmentReader.Line line) {
            if (state == State.WHOLE && line.whole() && follows(line)) {
                goodBytes = line.end();
                records++;
                linked |= last.equals(next);
            } else {
                state = batchEnded || state == State.CHANGED ? State.CHANGED : State.TORN;
                batchEnded = line.endsBatch();
            }
            dataBytes = line.end();
        }

        private boolean follows(SegmentReader.Line line) {
            Link link = Link.of(line.text());
            if (link == null) {
                return false;
            }
            ChainHead before = last;
            if (header == null) {
                SegmentHeader found = SegmentHeader.of(link.payload());
                if (found == null) {
                    return false;
                }
                before = new ChainHead(link.head().seq() - 1, found.previous());
                if (!hash(before, link).equals(link.head().hash())) {
                    return false;
                }
                header = found;
                first = link.head().seq();
            } else if (link.head().seq() != before.seq() + 1
                    || SegmentHeader.begins(link.payload())
                    || !hash(before, link).equals(link.head().hash())) {
                return false;
            } else {
                good.accept(link.payload());
            }
            last = link.head();
            return true;
        }

        private String hash(ChainHead before, Link link) {
            sha256.update(HexFormat.of().parseHex(before.hash()));
            sha256.update(
                    ByteBuffer.allocate(Long.BYTES).putLong(link.head().seq()).flip());
            return HexFormat.of().formatHex(sha256.digest(link.payload()));
        }

        /// @param damaged whether a part of a compressed segment cannot be read
        SegmentWalk end(boolean damaged) {
            state = damaged ? State.CHANGED : state;
            return new SegmentWalk(header, first, last, Math.max(0, records), goodBytes, dataBytes, state, linked);
        }
    }
}
