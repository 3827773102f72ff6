package dev.trent.lookup;

import dev.trent.crypto.SipHash;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// The beginning of an index file: what it is the index of, and how long its parts are.
///
/// @param identity as in [dev.trent.audit.LogSegment#identity]
/// @param hash the hash of the terms, with its key
/// @param records the number of the records
/// @param terms the number of the terms
/// @param bucketBits the logarithm of the number of the buckets
/// @param earliest the time of the earliest record, in seconds
/// @param latest the time of the latest record, in seconds
record IndexHeader(String identity, SipHash hash, int records, int terms, int bucketBits, long earliest, long latest) {
    /// The length of the header. The other parts follow in this order, without gaps.
    static final int BYTES = 256;

    /// A place in the segment and a time for each record.
    static final int RECORD_BYTES = Long.BYTES + Integer.BYTES;

    /// The number of the first term of a bucket.
    static final int BUCKET_BYTES = Integer.BYTES;

    /// A term; where its postings are, or the number of the record if it is only one; and how many there are.
    static final int TERM_BYTES = Long.BYTES + 2 * Integer.BYTES;

    private static final long MAGIC = 0x5452_4e54_4944_5831L;
    private static final int IDENTITY_BYTES_MAX = 128;
    private static final int BUCKET_TERMS = 32;
    private static final int BUCKET_BITS_MAX = 20;

    static IndexHeader of(GrowingIndex index, int terms) {
        int bits = 0;
        while (bits < BUCKET_BITS_MAX && BUCKET_TERMS << bits < terms) {
            bits++;
        }
        return new IndexHeader(
                index.identity(), index.terms().hash(), index.records(), terms, bits, index.earliest(), index.latest());
    }

    /// Returns the bucket of a term. Terms with the same first bits are in one bucket.
    int bucket(long term) {
        return bucketBits == 0 ? 0 : (int) (term >>> (Long.SIZE - bucketBits));
    }

    long recordsAt() {
        return BYTES;
    }

    long bucketsAt() {
        return recordsAt() + (long) records * RECORD_BYTES;
    }

    /// The last bucket is followed by the number of all terms.
    long termsAt() {
        return bucketsAt() + ((1L << bucketBits) + 1) * BUCKET_BYTES;
    }

    long postingsAt() {
        return termsAt() + (long) terms * TERM_BYTES;
    }

    ByteBuffer bytes() {
        byte[] text = identity.getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate(BYTES);
        bytes.putLong(MAGIC).putLong(hash.k0()).putLong(hash.k1());
        bytes.putInt(records).putInt(terms).putInt(bucketBits);
        bytes.putLong(earliest).putLong(latest);
        bytes.put((byte) Math.min(text.length, IDENTITY_BYTES_MAX));
        bytes.put(text, 0, Math.min(text.length, IDENTITY_BYTES_MAX));
        return bytes.clear();
    }

    /// @throws DamagedIndexException if it is none, or of another version
    static IndexHeader of(ByteBuffer bytes) throws DamagedIndexException {
        if (bytes.getLong() != MAGIC) {
            throw new DamagedIndexException("another version has written it");
        }
        SipHash hash = new SipHash(bytes.getLong(), bytes.getLong());
        int records = bytes.getInt();
        int terms = bytes.getInt();
        int bucketBits = bytes.getInt();
        long earliest = bytes.getLong();
        long latest = bytes.getLong();
        byte[] identity = new byte[bytes.get() & 0xFF];
        bytes.get(identity);
        return new IndexHeader(
                new String(identity, StandardCharsets.UTF_8), hash, records, terms, bucketBits, earliest, latest);
    }

    @Override
    public String toString() {
        // The key of the hash stays here.
        return "IndexHeader" + Arrays.asList(identity, records, terms);
    }
}
