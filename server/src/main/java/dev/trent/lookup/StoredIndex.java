package dev.trent.lookup;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// The index of one closed segment, in a file. One thread uses it.
///
/// A search reads one page for the bucket of the term, one or two for the terms of the bucket, and the pages of the
/// postings and records that it needs.
final class StoredIndex implements SegmentIndex, Closeable {
    private static final int VARINT_BITS = 7;
    private static final int VARINT_MASK = (1 << VARINT_BITS) - 1;

    private final FileChannel channel;
    private final IndexHeader header;
    private final Pages.Reader pages;

    /// The table of the records is read at other places than the rest.
    private final Pages.Reader table;

    private StoredIndex(FileChannel channel, IndexHeader header, long segment) {
        this.channel = channel;
        this.header = header;
        this.pages = new Pages.Reader(channel, segment);
        this.table = new Pages.Reader(channel, segment);
    }

    /// Reads the beginning of a file.
    ///
    /// @throws DamagedIndexException if it is not as it was written
    /// @throws java.nio.file.NoSuchFileException if it is not there
    static IndexHeader header(Path file, long segment) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return IndexHeader.of(new Pages.Reader(channel, segment).read(0, IndexHeader.BYTES));
        }
    }

    /// Opens a file whose beginning is known.
    static StoredIndex open(Path file, IndexHeader header, long segment) throws IOException {
        return new StoredIndex(FileChannel.open(file, StandardOpenOption.READ), header, segment);
    }

    @Override
    public long[] newest(EventQuery question, long before, int max) throws IOException {
        Candidates found = new Candidates(question, before, max);
        long term = new Terms(header.hash()).of(question);
        ByteBuffer bucket = pages.read(
                header.bucketsAt() + (long) header.bucket(term) * IndexHeader.BUCKET_BYTES,
                2 * IndexHeader.BUCKET_BYTES);
        int first = bucket.getInt();
        int end = bucket.getInt();
        require(first >= 0 && first <= end && end <= header.terms());
        ByteBuffer terms = pages.read(
                header.termsAt() + (long) first * IndexHeader.TERM_BYTES, (end - first) * IndexHeader.TERM_BYTES);
        while (terms.hasRemaining()) {
            boolean wanted = terms.getLong() == term;
            int value = terms.getInt();
            int count = terms.getInt();
            if (wanted) {
                take(value, count, found);
                break;
            }
        }
        return found.places();
    }

    private void take(int value, int count, Candidates found) throws IOException {
        if (count == 1) {
            var _ = take(value, found);
            return;
        }
        long at = header.postingsAt() + value;
        int number = 0;
        boolean more = true;
        for (int i = 0; i < count && more; i++) {
            int difference = 0;
            int shift = 0;
            byte some;
            do {
                some = pages.read(at++, 1).get();
                difference |= (some & VARINT_MASK) << shift;
                shift += VARINT_BITS;
            } while (some < 0);
            number = i == 0 ? difference : number - difference;
            more = take(number, found);
        }
    }

    private boolean take(int number, Candidates found) throws IOException {
        require(number >= 0 && number < header.records());
        ByteBuffer entry =
                table.read(header.recordsAt() + (long) number * IndexHeader.RECORD_BYTES, IndexHeader.RECORD_BYTES);
        return found.take(entry.getLong(), entry.getInt());
    }

    private static void require(boolean sound) throws DamagedIndexException {
        if (!sound) {
            throw new DamagedIndexException("its numbers contradict each other");
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
