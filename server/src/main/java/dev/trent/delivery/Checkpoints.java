package dev.trent.delivery;

import dev.trent.audit.ChainHead;
import dev.trent.audit.Journal;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Signs the last record of the audit log, again and again while it grows, with or without a trail.
///
/// A server that runs for less than the interval signs nothing: it then needs no key.
public final class Checkpoints implements AutoCloseable {
    /// How often it signs.
    public static final Duration EVERY = Duration.ofMinutes(10);

    private static final Logger LOG = LoggerFactory.getLogger(Checkpoints.class);

    private static final String KEY = DigestKeys.CHECKPOINTS;

    /// Above this size the file loses its older half. The newest checkpoint covers all records.
    static final long BYTES_MAX = 1 << 20;

    private final Path audit;
    private final Journal journal;
    private final DigestKeys keys;
    private final InstantSource clock;
    private final Instant first;
    private @Nullable ChainHead signed;

    /// @param audit the folder of the log
    public Checkpoints(Path audit, Journal journal, DigestKeys keys, InstantSource clock) {
        this.audit = audit;
        this.journal = journal;
        this.keys = keys;
        this.clock = clock;
        this.first = clock.instant().plus(EVERY);
    }

    /// Signs the last record, unless that is done already. The first time is an interval after the start.
    ///
    /// @return the time of the next step
    /// @throws IOException if the file cannot be written
    public synchronized Instant step(Instant now) throws IOException {
        if (!now.isBefore(first)) {
            sign(now);
        }
        return now.plus(EVERY);
    }

    private void sign(Instant now) throws IOException {
        ChainHead head = journal.head();
        if (head.equals(signed)) {
            return;
        }
        String time = now.truncatedTo(ChronoUnit.SECONDS).toString();
        DigestKeys.PublicKey key = keys.of(KEY, now);
        byte[] signature = keys.sign(KEY, now, Checkpoint.signedText(journal.log(), head.toString(), time));
        publish(key);
        append(new Checkpoint(
                        journal.log(),
                        head.toString(),
                        time,
                        key.fingerprint(),
                        HexFormat.of().formatHex(signature))
                .line());
        signed = head;
    }

    /// INVARIANT: a public key is on disk before what it verifies.
    private void publish(DigestKeys.PublicKey key) throws IOException {
        Path file = Checkpoint.keys(audit);
        // A list that cannot be read is made anew.
        if (!PublicKeyFile.readIfThere(file).containsKey(key.fingerprint())) {
            List<DigestKeys.PublicKey> all = keys.list(KEY, Instant.MIN, Instant.MAX);
            new TrailFolder(audit).writeBeside(Checkpoint.KEYS, PublicKeyFile.json(all));
        }
    }

    private void shorten() throws IOException {
        Path file = Checkpoint.file(audit);
        if (Files.exists(file) && Files.size(file) > BYTES_MAX) {
            List<String> lines = Files.readAllLines(file, StandardCharsets.ISO_8859_1);
            String newer = String.join("\n", lines.subList(lines.size() / 2, lines.size())) + "\n";
            new TrailFolder(audit).writeBeside(Checkpoint.FILE, newer.getBytes(StandardCharsets.ISO_8859_1));
        }
    }

    private void append(byte[] line) throws IOException {
        shorten();
        try (FileChannel file = FileChannel.open(
                Checkpoint.file(audit),
                Set.of(
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.READ,
                        LinkOption.NOFOLLOW_LINKS),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
            // A crash may have left a part of a line. It is one of its own then.
            ByteBuffer last = ByteBuffer.allocate(1);
            boolean torn = file.size() > 0 && file.read(last, file.size() - 1) == 1 && last.get(0) != '\n';
            ByteBuffer rest = ByteBuffer.allocate(line.length + 1);
            if (torn) {
                rest.put((byte) '\n');
            }
            rest.put(line).flip();
            file.position(file.size());
            while (rest.hasRemaining()) {
                file.write(rest);
            }
            file.force(true);
        }
    }

    /// Signs the last record of the process, if it has signed before.
    ///
    /// SAFE: it catches broadly, because everything else must still be closed. The log is complete without it.
    @Override
    public synchronized void close() {
        if (signed != null) {
            try {
                sign(clock.instant());
            } catch (IOException | RuntimeException failure) {
                LOG.warn("The end of the audit log is not signed: {}", failure.getMessage());
            }
        }
    }
}
