package dev.trent.delivery;

import dev.trent.crypto.Hash;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.zip.GZIPOutputStream;

/// A log file while it is filled: the records of one trail and Region that are delivered at one time.
final class LogFile {
    private static final byte[] BEGIN = "{\"Records\":[".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] END = "]}".getBytes(StandardCharsets.US_ASCII);
    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static final int MARK_LETTERS = 16;

    /// What a file keeps in memory before its first record.
    static final int BYTES_AT_FIRST = 1 << 14;

    private final Trail trail;
    private final String region;
    private final Instant delivered;
    private final String mark;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(BYTES_AT_FIRST);
    private Instant oldest = Instant.MAX;
    private Instant newest = Instant.MIN;

    /// Which file a record belongs to.
    record Address(Trail trail, String region, Instant delivered) {}

    /// A file that is written, and that no digest lists yet.
    ///
    /// @param hash the SHA-256 of what is compressed in it, in lower-case hexadecimal
    record Written(
            String trail,
            String region,
            String bucket,
            String key,
            Instant delivered,
            String hash,
            String oldest,
            String newest) {}

    /// @param log the id of the log
    /// @param seq the number of its first record. The name of the file comes from it, so that a file that is
    ///     written
    ///     again replaces the first one
    LogFile(Address address, String log, long seq) {
        this.trail = address.trail;
        this.region = address.region;
        this.delivered = address.delivered;
        this.mark = mark(log + " " + seq + " " + address.trail.arn() + " " + address.region);
        bytes.writeBytes(BEGIN);
    }

    private static String mark(String unique) {
        byte[] hash = Hash.SHA_256.digest(unique.getBytes(StandardCharsets.UTF_8));
        StringBuilder letters = new StringBuilder(MARK_LETTERS);
        for (int i = 0; i < MARK_LETTERS; i++) {
            letters.append(LETTERS.charAt((hash[i] & 0xFF) % LETTERS.length()));
        }
        return letters.toString();
    }

    /// Returns the ARN of the trail.
    String trail() {
        return trail.arn().toString();
    }

    void add(byte[] payload, Instant time) {
        if (bytes.size() > BEGIN.length) {
            bytes.write(',');
        }
        bytes.writeBytes(payload);
        oldest = time.isBefore(oldest) ? time : oldest;
        newest = time.isAfter(newest) ? time : newest;
    }

    /// Writes the file.
    Written write(TrailFolder folder) throws IOException {
        bytes.writeBytes(END);
        byte[] text = bytes.toByteArray();
        String key = TrailKeys.ofLog(trail, region, delivered, mark);
        folder.write(trail.place().bucket(), key, gzip(text));
        return new Written(
                trail.arn().toString(),
                region,
                trail.place().bucket(),
                key,
                delivered,
                HexFormat.of().formatHex(Hash.SHA_256.digest(text)),
                oldest.toString(),
                newest.toString());
    }

    /// Compresses bytes. Equal bytes give equal files.
    static byte[] gzip(byte[] text) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(text.length / 4 + 64);
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(text);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toByteArray();
    }
}
