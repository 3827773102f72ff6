package dev.trent.audit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/// A block of a compressed segment: a member of a gzip file, whose header tells its length. So a reader finds a place
/// without unpacking what comes before. The format is in `docs/spec/audit-log.md`.
///
/// @param start where it begins in the compressed file
/// @param packedBytes its length in the compressed file
/// @param plainBytes the length of what it holds
record PackedBlock(long start, int packedBytes, int plainBytes) {
    /// Each block but the last of a file holds so many bytes of the segment.
    static final int PLAIN_BYTES = 256 * 1024;

    private static final int HEADER_BYTES = 24;
    private static final int TRAILER_BYTES = 8;

    /// Incompressible bytes grow a little.
    private static final int PACKED_BYTES_MAX = PLAIN_BYTES + PLAIN_BYTES / 64 + HEADER_BYTES + TRAILER_BYTES;

    /// A gzip header with an extra field of 12 bytes: `Tr`, and 8 bytes, which are the two lengths.
    private static final byte[] HEADER = {
        0x1f, (byte) 0x8b, 8, 4, 0, 0, 0, 0, 0, (byte) 0xff, 12, 0, 'T', 'r', 8, 0, 0, 0, 0, 0, 0, 0, 0, 0
    };

    private static final int LENGTHS_AT = 16;

    /// Compresses bytes to a block.
    ///
    /// @param deflater without a wrapper; it is reset
    static ByteBuffer pack(Deflater deflater, byte[] plain, int length) {
        deflater.reset();
        deflater.setInput(plain, 0, length);
        deflater.finish();
        ByteBuffer block = ByteBuffer.allocate(PACKED_BYTES_MAX).order(ByteOrder.LITTLE_ENDIAN);
        block.put(HEADER);
        while (!deflater.finished()) {
            if (deflater.deflate(block) == 0) {
                throw new AssertionError("a block of " + length + " bytes does not fit");
            }
        }
        CRC32 crc = new CRC32();
        crc.update(plain, 0, length);
        block.putInt((int) crc.getValue()).putInt(length);
        block.putInt(LENGTHS_AT, block.position()).putInt(LENGTHS_AT + Integer.BYTES, length);
        return block.flip();
    }

    /// Returns whether a file begins as blocks do. Its blocks may be damaged.
    static boolean begins(FileChannel file) throws IOException {
        return header(file, 0) != null;
    }

    private static @Nullable ByteBuffer header(FileChannel file, long start) throws IOException {
        ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        read(file, header, start);
        boolean whole = !header.hasRemaining() && MessageDigest.isEqual(beginning(header.array()), beginning(HEADER));
        return whole ? header : null;
    }

    /// Returns what all headers have in common.
    private static byte[] beginning(byte[] header) {
        return Arrays.copyOf(header, LENGTHS_AT);
    }

    /// Reads where a block begins and ends.
    ///
    /// @return null if no whole block begins there
    static @Nullable PackedBlock at(FileChannel file, long start) throws IOException {
        ByteBuffer header = header(file, start);
        if (header == null) {
            return null;
        }
        PackedBlock block =
                new PackedBlock(start, header.getInt(LENGTHS_AT), header.getInt(LENGTHS_AT + Integer.BYTES));
        return block.packedBytes > HEADER_BYTES + TRAILER_BYTES
                        && block.packedBytes <= PACKED_BYTES_MAX
                        && block.plainBytes > 0
                        && block.plainBytes <= PLAIN_BYTES
                        && block.end() <= file.size()
                ? block
                : null;
    }

    /// Returns where the next block begins.
    long end() {
        return start + packedBytes;
    }

    /// Unpacks the block to the beginning of an array.
    ///
    /// @param inflater without a wrapper; it is reset
    /// @return whether it is whole
    boolean unpack(FileChannel file, Inflater inflater, byte[] plain) throws IOException {
        ByteBuffer packed = ByteBuffer.allocate(packedBytes).order(ByteOrder.LITTLE_ENDIAN);
        read(file, packed, start);
        if (packed.hasRemaining()) {
            return false;
        }
        inflater.reset();
        inflater.setInput(packed.array(), HEADER_BYTES, packedBytes - HEADER_BYTES - TRAILER_BYTES);
        try {
            int length = inflater.inflate(plain, 0, plainBytes);
            if (length != plainBytes || inflater.inflate(new byte[1]) > 0 || !inflater.finished()) {
                return false;
            }
        } catch (DataFormatException _) {
            return false;
        }
        CRC32 crc = new CRC32();
        crc.update(plain, 0, plainBytes);
        int trailer = packedBytes - TRAILER_BYTES;
        return packed.getInt(trailer) == (int) crc.getValue() && packed.getInt(trailer + Integer.BYTES) == plainBytes;
    }

    private static void read(FileChannel file, ByteBuffer into, long start) throws IOException {
        long at = start;
        while (into.hasRemaining()) {
            int read = file.read(into, at);
            if (read < 0) {
                return;
            }
            at += read;
        }
    }
}
