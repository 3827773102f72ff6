package dev.trent.audit;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/// The bytes of a compressed segment. Somebody may have damaged it: a damaged block is read as line feeds, so what is
/// left of the file is found where it was.
///
/// A file that another program has compressed has no blocks: it is unpacked from its beginning, and ends where it is
/// damaged.
final class PackedInput extends InputStream {
    private final FileChannel file;
    private final @Nullable InputStream foreign;
    private final Inflater inflater = new Inflater(true);
    private final byte[] plain = new byte[PackedBlock.PLAIN_BYTES];
    private int at;
    private int limit;
    private long next;
    private int damages;
    private long unpacked;

    private PackedInput(FileChannel file, @Nullable InputStream foreign, int damages) {
        this.file = file;
        this.foreign = foreign;
        this.damages = damages;
    }

    /// Opens a compressed segment.
    ///
    /// @param from the place in the segment, as if it were not compressed
    static PackedInput open(Path path, long from) throws IOException {
        FileChannel file = FileChannel.open(path, StandardOpenOption.READ);
        try {
            PackedInput input = of(file);
            var _ = input.skip(from);
            return input;
        } catch (IOException | RuntimeException failure) {
            file.close();
            throw failure;
        }
    }

    private static PackedInput of(FileChannel file) throws IOException {
        if (file.size() == 0 || PackedBlock.begins(file)) {
            return new PackedInput(file, null, 0);
        }
        try {
            return new PackedInput(file, new GZIPInputStream(Channels.newInputStream(file)), 0);
        } catch (ZipException | EOFException _) {
            return new PackedInput(file, InputStream.nullInputStream(), 1);
        }
    }

    /// Skips bytes. A block that is skipped as a whole is not unpacked.
    @Override
    public long skip(long count) throws IOException {
        if (foreign != null) {
            return skipForeign(foreign, count);
        }
        int here = (int) Math.min(count, limit - at);
        at += here;
        long left = count - here;
        PackedBlock block = left == 0 ? null : PackedBlock.at(file, next);
        while (block != null && left >= block.plainBytes()) {
            left -= block.plainBytes();
            next = block.end();
            block = PackedBlock.at(file, next);
        }
        if (left > 0 && load()) {
            at = (int) Math.min(left, limit);
            left -= at;
        }
        return count - left;
    }

    private long skipForeign(InputStream gzip, long count) throws IOException {
        long left = count;
        while (left > 0) {
            int skipped = readForeign(gzip, plain, 0, (int) Math.min(left, plain.length));
            if (skipped < 0) {
                break;
            }
            left -= skipped;
        }
        return count - left;
    }

    /// Returns how many damaged places were met.
    int damages() {
        return damages;
    }

    /// Returns how many bytes were unpacked, also those that nobody has read.
    long unpacked() {
        return unpacked;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    /// Reads bytes of one block at most.
    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (foreign != null) {
            return readForeign(foreign, into, offset, length);
        }
        if (at == limit && !load()) {
            return -1;
        }
        int read = Math.min(length, limit - at);
        System.arraycopy(plain, at, into, offset, read);
        at += read;
        return read;
    }

    private int readForeign(InputStream gzip, byte[] into, int offset, int length) throws IOException {
        try {
            int read = gzip.read(into, offset, length);
            unpacked += Math.max(0, read);
            return read;
        } catch (ZipException | EOFException _) {
            damages++;
            return -1;
        }
    }

    private boolean load() throws IOException {
        if (next >= file.size()) {
            return false;
        }
        PackedBlock block = PackedBlock.at(file, next);
        if (block == null) {
            damages++;
            next = file.size();
            return false;
        }
        if (!block.unpack(file, inflater, plain)) {
            damages++;
            Arrays.fill(plain, (byte) '\n');
        }
        next = block.end();
        at = 0;
        limit = block.plainBytes();
        unpacked += limit;
        return true;
    }

    @Override
    public void close() throws IOException {
        inflater.end();
        file.close();
    }
}
