package dev.trent.audit;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// Links records to a chain, and writes them as whole blocks. The format is in `docs/spec/audit-log.md`.
///
/// One thread at a time uses it. Every thread may ask for the [#head()].
final class Chain {
    /// The unit of writing. No block is written twice, so a torn write cannot hurt an acknowledged record.
    static final int BLOCK_BYTES = 4096;

    /// The most bytes that a link adds to a record: names, 19 digits, and the hash.
    static final int LINK_BYTES_MAX = 101;

    private static final byte[] SEQ = "{\"seq\":".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] HASH = ",\"hash\":\"".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] END = "\",".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final int HASH_BYTES = 32;

    private final MessageDigest sha256 = sha256();
    private final ByteBuffer blocks;
    private final byte[] seqBytes = new byte[Long.BYTES];
    private final byte[] digits = new byte[2 * HASH_BYTES];
    private final byte[] hash = new byte[HASH_BYTES];
    private long seq;

    private volatile ChainHead head;

    /// @param head the last record of the log
    /// @param bytesMax the most bytes of the lines and their links that are linked at once
    Chain(ChainHead head, int bytesMax) {
        int whole = (bytesMax + 2 * BLOCK_BYTES - 1) / BLOCK_BYTES * BLOCK_BYTES;
        // Direct I/O wants memory that begins at a multiple of a block.
        this.blocks = ByteBuffer.allocateDirect(whole + BLOCK_BYTES).alignedSlice(BLOCK_BYTES);
        this.head = head;
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError("every Java has SHA-256", impossible);
        }
    }

    /// Returns the last record that is on disk.
    ChainHead head() {
        return head;
    }

    /// Links lines to the last record that is on disk, and returns them as whole blocks. Each call overwrites
    /// the blocks of the call before.
    ByteBuffer link(Lines lines) {
        System.arraycopy(HexFormat.of().parseHex(head.hash()), 0, hash, 0, HASH_BYTES);
        seq = head.seq();
        blocks.clear();
        for (int i = 0; i < lines.count(); i++) {
            link(lines.bytes(), lines.end(i - 1), lines.end(i));
        }
        pad();
        return blocks.flip();
    }

    /// Makes the linked lines the last ones. They are on disk.
    void kept() {
        head = new ChainHead(seq, new String(digits, StandardCharsets.ISO_8859_1));
    }

    private void link(byte[] bytes, int start, int end) {
        seq++;
        for (int i = 0; i < Long.BYTES; i++) {
            seqBytes[i] = (byte) (seq >>> (Long.SIZE - Byte.SIZE * (i + 1)));
        }
        sha256.update(hash);
        sha256.update(seqBytes);
        sha256.update(bytes, start, end - 1 - start);
        try {
            sha256.digest(hash, 0, HASH_BYTES);
        } catch (DigestException impossible) {
            throw new AssertionError("a SHA-256 has 32 bytes", impossible);
        }
        for (int i = 0; i < HASH_BYTES; i++) {
            digits[2 * i] = HEX[(hash[i] >> 4) & 15];
            digits[2 * i + 1] = HEX[hash[i] & 15];
        }
        blocks.put(SEQ);
        putDecimal(seq);
        blocks.put(HASH).put(digits).put(END).put(bytes, start + 1, end - start - 1);
    }

    private void putDecimal(long number) {
        long unit = 1;
        while (number / unit >= 10) {
            unit *= 10;
        }
        for (long rest = unit; rest > 0; rest /= 10) {
            blocks.put((byte) ('0' + number / rest % 10));
        }
    }

    /// Fills the last block with spaces before the last line feed: at least one, so that the end of a batch is
    /// recognised.
    private void pad() {
        int end = (blocks.position() + BLOCK_BYTES) / BLOCK_BYTES * BLOCK_BYTES;
        blocks.position(blocks.position() - 1);
        while (blocks.position() < end - 1) {
            blocks.put((byte) ' ');
        }
        blocks.put((byte) '\n');
    }
}
