package dev.trent.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
import java.util.Set;
import java.util.function.Consumer;

/// The clock of a data folder of `trent dev`. Tests move it forward. It never goes back, because the data
/// folder keeps how far it is ahead of the machine's clock (ADR 27).
final class MovableClock implements InstantSource {
    private static final long FILE_BYTES_MAX = 64;

    private final InstantSource real;
    private final Path file;
    private volatile Duration ahead;

    private MovableClock(InstantSource real, Path file, Duration ahead) {
        this.real = real;
        this.file = file;
        this.ahead = ahead;
    }

    /// Opens the clock of a data folder.
    ///
    /// @param real the clock of the machine
    /// @param file keeps how far this clock is ahead; it is missing until the clock is moved for the first time
    /// @throws IOException with one clear sentence if the file cannot be read
    static MovableClock open(InstantSource real, Path file) throws IOException {
        return new MovableClock(real, file, Files.exists(file) ? read(file) : Duration.ZERO);
    }

    private static Duration read(Path file) throws IOException {
        try {
            String text = Files.size(file) > FILE_BYTES_MAX ? "" : Files.readString(file, StandardCharsets.ISO_8859_1);
            Duration ahead = Duration.parse(text.strip());
            if (ahead.isNegative()) {
                throw new DateTimeParseException("negative", text, 0);
            }
            return ahead;
        } catch (DateTimeParseException _) {
            // A guess could move the clock back.
            throw new IOException("The file '" + file + "' does not say how far the clock is ahead: restore it from a"
                    + " copy of the folder, or use a new folder.");
        }
    }

    @Override
    public Instant instant() {
        return real.instant().plus(ahead);
    }

    /// Returns how far this clock is ahead of the clock of the machine.
    Duration ahead() {
        return ahead;
    }

    /// Counts nanoseconds as [System#nanoTime()] does, plus the time by which this clock was moved.
    long nanos() {
        return System.nanoTime() + ahead.toNanos();
    }

    /// Moves the clock forward. The new distance is on disk before any thread sees the new time.
    ///
    /// Errors: ValidationException if the clock would not go forward, or too far.
    ///
    /// @param record gets the new distance. If it throws, the clock is not moved
    synchronized void advance(Advance by, Consumer<Duration> record) throws IOException {
        Instant machine = real.instant();
        Instant now = machine.plus(ahead);
        Duration next = Duration.between(machine, by.from(now, machine));
        record.accept(next);
        write(next);
        ahead = next;
    }

    private void write(Duration next) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        try (FileChannel channel = FileChannel.open(
                fresh,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
            ByteBuffer text = ByteBuffer.wrap((iso(next) + "\n").getBytes(StandardCharsets.US_ASCII));
            while (text.hasRemaining()) {
                channel.write(text);
            }
            channel.force(true);
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        try (FileChannel folder = FileChannel.open(file.resolveSibling("."), StandardOpenOption.READ)) {
            // This makes the new name of the file durable.
            folder.force(true);
        }
    }

    /// Returns a duration in ISO 8601 with days, as people write it: `P366D` instead of `PT8784H`.
    static String iso(Duration duration) {
        long days = duration.toDays();
        Duration rest = duration.minusDays(days);
        if (days == 0) {
            return duration.toString();
        }
        return "P" + days + "D" + (rest.isZero() ? "" : rest.toString().substring(1));
    }
}
