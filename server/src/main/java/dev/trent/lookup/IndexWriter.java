package dev.trent.lookup;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Set;

/// Writes the index of a segment to a file.
///
/// The file gets its name when it is whole. It is not flushed: a crash can leave damaged pages under the name. A reader
/// notices them by their checksums, and the file is made again.
final class IndexWriter {
    private static final int BUFFER_BYTES = 8192;
    private static final int VARINT_BITS = 7;
    private static final int VARINT_MORE = 1 << VARINT_BITS;
    private static final int VARINT_BYTES_MAX = 5;

    private final GrowingIndex index;
    private final long[] terms;
    private final IndexHeader header;
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
    private byte[] postings = new byte[BUFFER_BYTES];
    private int postingsLength;

    private IndexWriter(GrowingIndex index) {
        this.index = index;
        this.terms = index.sortedTerms();
        this.header = IndexHeader.of(index, terms.length);
    }

    /// Writes a file.
    ///
    /// @param file replaced if it is there
    static IndexHeader write(GrowingIndex index, Path file) throws IOException {
        Path unnamed = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(unnamed);
        IndexWriter writer = new IndexWriter(index);
        try (FileChannel channel = FileChannel.open(
                unnamed,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
            writer.write(new Pages.Writer(channel, index.segment()));
        } catch (IOException | RuntimeException failure) {
            Files.deleteIfExists(unnamed);
            throw failure;
        }
        Files.move(unnamed, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        return writer.header;
    }

    private void write(Pages.Writer out) throws IOException {
        out.put(header.bytes());
        for (int i = 0; i < header.records(); i++) {
            room(out, IndexHeader.RECORD_BYTES).putLong(index.place(i)).putInt(index.second(i));
        }
        writeBuckets(out);
        for (long term : terms) {
            writeTerm(out, term);
        }
        drain(out);
        out.put(ByteBuffer.wrap(postings, 0, postingsLength));
        out.end();
    }

    private void writeBuckets(Pages.Writer out) throws IOException {
        int next = 0;
        for (int bucket = 0; bucket < 1 << header.bucketBits(); bucket++) {
            while (next < terms.length && header.bucket(terms[next]) < bucket) {
                next++;
            }
            room(out, IndexHeader.BUCKET_BYTES).putInt(next);
        }
        room(out, IndexHeader.BUCKET_BYTES).putInt(terms.length);
    }

    /// Most terms have one posting, the ids of events for example. It takes the place of a pointer.
    private void writeTerm(Pages.Writer out, long term) throws IOException {
        int posting = index.head(term);
        int value = index.number(posting);
        int count = 1;
        if (index.before(posting) != 0) {
            value = postingsLength;
            count = writePostings(posting);
        }
        room(out, IndexHeader.TERM_BYTES).putLong(term).putInt(value).putInt(count);
    }

    /// Writes the number of the newest record, and then how much less each further one is.
    private int writePostings(int newest) {
        int count = 0;
        int last = 0;
        for (int posting = newest; posting != 0; posting = index.before(posting)) {
            int number = index.number(posting);
            writeVarint(count == 0 ? number : last - number);
            last = number;
            count++;
        }
        return count;
    }

    private void writeVarint(int number) {
        if (postingsLength + VARINT_BYTES_MAX > postings.length) {
            postings = Arrays.copyOf(postings, 2 * postings.length);
        }
        int rest = number;
        while (rest >= VARINT_MORE) {
            postings[postingsLength++] = (byte) (rest | VARINT_MORE);
            rest >>>= VARINT_BITS;
        }
        postings[postingsLength++] = (byte) rest;
    }

    private ByteBuffer room(Pages.Writer out, int bytes) throws IOException {
        if (buffer.remaining() < bytes) {
            drain(out);
        }
        return buffer;
    }

    private void drain(Pages.Writer out) throws IOException {
        out.put(buffer.flip());
        buffer.clear();
    }
}
