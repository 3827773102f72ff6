package dev.trent.operator;

import dev.trent.audit.FileIdentity;
import dev.trent.aws.Accidents;
import dev.trent.gateway.Fitness;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongUnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Checks once a second that each open file is still the file under its name, and that the disk has more space
/// than the reserve.
///
/// It checks both also without any calls. So it tells of trouble before the trouble does harm, and the server
/// serves again by itself after a repair.
public final class Sentry implements Fitness, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Sentry.class);
    private static final Duration EVERY = Duration.ofSeconds(1);

    private final Path folder;
    private final LongUnaryOperator reserveBytes;
    private final Accidents accidents = new Accidents(LOG);
    private final List<Watched> watched = new CopyOnWriteArrayList<>();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread;

    private volatile boolean mayAnswer = true;
    private volatile boolean mayChange = true;
    private volatile DiskSpace space = new DiskSpace(0, 0, 0);
    private volatile BooleanSupplier roomy = () -> true;

    /// A watched file, and the consequence if its name does not lead to it any more.
    ///
    /// @param vital whether no call may be answered then
    /// @param advice advice to the operator, as the end of a sentence
    private record Watched(FileIdentity identity, boolean vital, String advice) {}

    private Sentry(Path folder, LongUnaryOperator reserveBytes) {
        this.folder = folder;
        this.reserveBytes = reserveBytes;
        this.thread = Thread.ofPlatform().name("sentry").daemon(true).unstarted(this::lookUntilClosed);
    }

    /// Starts the checks.
    ///
    /// @param folder a folder on the disk that is checked
    /// @param reserveBytes the reserve for a disk of that many bytes
    public static Sentry on(Path folder, LongUnaryOperator reserveBytes) {
        Sentry sentry = new Sentry(folder, reserveBytes);
        sentry.look();
        sentry.thread.start();
        return sentry;
    }

    /// Watches a file that holds the results of answered calls. While its name does not lead to it, no call is
    /// answered.
    ///
    /// @return ends the watch
    public AutoCloseable vital(Path file, String advice) throws IOException {
        return watch(new Watched(FileIdentity.of(file), true, advice));
    }

    /// Watches a file that is needed only later. If its name does not lead to it any more, the log tells it.
    ///
    /// @return ends the watch
    public AutoCloseable other(Path file, String advice) throws IOException {
        return watch(new Watched(FileIdentity.of(file), false, advice));
    }

    private AutoCloseable watch(Watched file) {
        watched.add(file);
        return () -> watched.remove(file);
    }

    @Override
    public boolean mayAnswer() {
        return mayAnswer;
    }

    @Override
    public boolean mayChange() {
        return mayChange && roomy.getAsBoolean();
    }

    /// Has changes refused while the reserve of the audit log is used up.
    ///
    /// @param there whether there is a reserve; it must not wait or throw
    public void reserve(BooleanSupplier there) {
        roomy = there;
    }

    /// Returns the space of the disk, as it was at most a second ago.
    public DiskSpace space() {
        return space;
    }

    /// Returns how much of the disk this process may still fill.
    long freeBytes() throws IOException {
        return Files.getFileStore(folder).getUsableSpace();
    }

    private void lookUntilClosed() {
        try {
            while (!closing.await(EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
                look();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /// SAFE: it catches broadly, because a failure must not end the thread that would report the next one.
    private void look() {
        try {
            lookAtFiles();
            lookAtSpace();
        } catch (IOException | RuntimeException accident) {
            accidents.outage("The files of the data folder cannot be looked at", accident);
        }
    }

    private void lookAtFiles() throws IOException {
        boolean well = true;
        for (Watched file : watched) {
            if (!file.identity.holds()) {
                String what = file.vital ? "Nothing is answered any more" : "A file is missed later";
                accidents.outage(
                        what,
                        new IOException("'" + file.identity.path() + "' was removed or replaced while it was in use: "
                                + file.advice));
                well &= !file.vital;
            }
        }
        if (well && !mayAnswer) {
            LOG.warn("The files in use are where they were: calls are answered again.");
        }
        mayAnswer = well;
    }

    private void lookAtSpace() throws IOException {
        if (!roomy.getAsBoolean()) {
            accidents.outage(
                    "Changes are refused",
                    new IOException("the disk has no room for the next file of the audit log: make room, for one by"
                            + " moving old files of the audit log elsewhere"));
        }
        FileStore disk = Files.getFileStore(folder);
        long reserve = reserveBytes.applyAsLong(disk.getTotalSpace());
        DiskSpace found = new DiskSpace(disk.getTotalSpace(), disk.getUsableSpace(), reserve);
        space = found;
        boolean enough = found.freeBytes() >= reserve;
        if (!enough) {
            accidents.outage(
                    "Changes are refused",
                    new IOException("the disk of '" + folder + "' has less than " + (reserve >> 20)
                            + " MiB left (--disk-reserve): make room, for one by moving old files of the audit log"
                            + " elsewhere"));
        } else if (!mayChange) {
            LOG.warn("The disk has space again: changes are made again.");
        }
        mayChange = enough;
    }

    @Override
    public void close() {
        closing.countDown();
        try {
            thread.join(EVERY);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
