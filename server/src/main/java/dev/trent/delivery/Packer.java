package dev.trent.delivery;

import dev.trent.audit.Gap;
import dev.trent.audit.LogRecord;
import dev.trent.audit.RecordReader;
import dev.trent.aws.AwsException;
import dev.trent.store.Store;
import dev.trent.store.Tx;
import dev.trent.wire.JsonShape;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes the records of the log into log files, a bounded number in one step.
///
/// A record is delivered at the first multiple of five minutes after it, if the server runs then. After a
/// pause, the files have the times that they would have had without it. The order is that of the log: if the
/// clock goes back, the time of delivery does not.
final class Packer {
    static final Duration EVERY = Duration.ofMinutes(5);

    private static final Logger LOG = LoggerFactory.getLogger(Packer.class);

    /// After this much a step ends, so that other chores have their turn. What is read counts, and what is kept for
    /// files: so the number of trails does not make a step larger.
    private static final long STEP_BYTES = 8L * 1024 * 1024;

    private final Store store;
    private final TrailFolder folder;
    private final ExportQueue exports;
    private final Path audit;
    private final String log;
    private final Map<String, List<Trail>> planned = new ConcurrentHashMap<>();
    private @Nullable JsonShape<RecordFacts> shape;
    private @Nullable RecordReader reader;
    private long readSeq = -1;
    private volatile @Nullable Gap gap;

    /// @param audit the folder of the log
    /// @param log its id
    Packer(Store store, TrailFolder folder, ExportQueue exports, Path audit, String log) {
        this.store = store;
        this.folder = folder;
        this.exports = exports;
        this.audit = audit;
        this.log = log;
    }

    /// Returns the records that are in no log file because they could not be read; null if there were none since the
    /// start.
    @Nullable
    Gap gap() {
        return gap;
    }

    /// Tells of a gap once: after a failure, the records around it are read again.
    private void missed(Gap missing) {
        Gap told = gap;
        if (told == null || missing.last() > told.last()) {
            LOG.error("Trails go on without some of the audit log: {}.", missing.words());
            gap = missing;
        }
    }

    /// Returns the multiple of five minutes at or before a time.
    static Instant boundary(Instant time) {
        long seconds = time.getEpochSecond();
        return Instant.ofEpochSecond(seconds - Math.floorMod(seconds, EVERY.toSeconds()));
    }

    /// What a step has read.
    private static final class Reading {
        private final Map<LogFile.Address, LogFile> files = new LinkedHashMap<>();
        private final TrailRegions regions;
        private Instant delivered;
        private long bytes;
        private long seq;
        private boolean whole = true;

        Reading(Progress from, TrailRegions regions) {
            this.regions = regions;
            this.delivered = from.done().plus(EVERY);
            this.seq = from.seq();
        }
    }

    /// What a step has done.
    ///
    /// @param reached how far the cursor has come; no further if one of the trails has changed in this moment
    /// @param failures why files of trails could not be written, by the ARN of the trail. These trails have
    ///     a cursor of their own now, and the others have gone on
    record Step(Progress reached, Map<String, IOException> failures) {}

    /// Delivers records.
    ///
    /// A trail whose files cannot be written gets a cursor of its own, with the same plan: its files are the same
    /// when they are written at last.
    ///
    /// @param cursor the name of the progress
    /// @param today the trails as they are stored now
    /// @param head the number of the last record to deliver
    /// @param limit the latest time of delivery
    /// @throws IOException if the log cannot be read
    Step step(String cursor, List<Trail> today, Progress from, long head, Instant limit) throws IOException {
        Instant latest = from.planLimit() == null ? limit : from.planLimit();
        long last = from.planSeq() == null ? head : from.planSeq();
        // The trails may have changed since the plan was made. Its files are written as it was made.
        List<Trail> trails = from.planSeq() == null ? today : planned.getOrDefault(cursor, today);
        Reading read = read(trails, from, last, latest);
        if (from.planSeq() == null) {
            planned.put(cursor, trails);
            if (!read.files.isEmpty() && !plan(cursor, trails, from.planning(read.seq, latest), read.regions)) {
                return new Step(from, Map.of());
            }
        }
        Map<String, IOException> failures = new LinkedHashMap<>();
        List<LogFile.Written> written = write(read.files.values(), failures);
        List<Trail> failed = trails.stream()
                .filter(trail -> failures.containsKey(trail.arn().toString()))
                .toList();
        if (failed.stream().anyMatch(trail -> cursor.equals(Progress.cursor(log, trail)))) {
            return new Step(from, failures);
        }
        Instant done = read.whole && from.planSeq() == null ? latest : read.delivered.minus(EVERY);
        Progress to = new Progress(read.seq, later(from.done(), done), null, null);
        boolean empty = read.files.isEmpty() && from.planSeq() == null;
        boolean stored = store.write(tx -> {
            if (empty && !areStored(tx, trails)) {
                return false;
            }
            to.put(tx, cursor);
            failed.forEach(trail -> from.planning(read.seq, latest).put(tx, Progress.cursor(log, trail)));
            written.forEach(file -> {
                if (trail(trails, file.trail()).validated()) {
                    chain(file).begin(tx);
                }
                // A chain that ends is there until its last digest is made.
                if (DigestChain.exists(tx, file.trail(), file.region())) {
                    DigestChain.add(tx, file);
                }
                exports.add(tx, file.bucket(), file.key());
                Trails.delivered(tx, file.trail(), file.delivered());
            });
            return true;
        });
        if (stored) {
            failed.forEach(trail -> planned.put(Progress.cursor(log, trail), List.of(trail)));
        }
        planned.remove(cursor);
        return new Step(stored ? to : from, failures);
    }

    /// Returns the files that are written, of the trails of which all are.
    private List<LogFile.Written> write(Collection<LogFile> files, Map<String, IOException> failures) {
        List<LogFile.Written> written = new ArrayList<>(files.size());
        for (LogFile file : files) {
            String trail = file.trail();
            if (!failures.containsKey(trail)) {
                try {
                    written.add(file.write(folder));
                } catch (IOException failure) {
                    failures.put(trail, failure);
                }
            }
        }
        written.removeIf(file -> failures.containsKey(file.trail()));
        return written;
    }

    /// INVARIANT: the new Regions are stored with the plan. So the files of a plan are the same whenever they are
    /// written.
    private boolean plan(String cursor, List<Trail> trails, Progress plan, TrailRegions regions) {
        return store.write(tx -> {
            boolean same = areStored(tx, trails);
            if (same) {
                plan.put(tx, cursor);
                regions.put(tx);
            }
            return same;
        });
    }

    private static boolean areStored(Tx tx, List<Trail> trails) {
        return trails.stream().allMatch(trail -> trail.equals(Trails.stored(tx, trail)));
    }

    /// Returns whether it knows the trails of an open plan. It does not if the plan is of a process that died.
    boolean knows(String cursor) {
        return planned.containsKey(cursor);
    }

    private static Trail trail(List<Trail> trails, String arn) {
        return trails.stream()
                .filter(trail -> trail.arn().toString().equals(arn))
                .findFirst()
                .orElseThrow();
    }

    /// Returns the chain that a file begins if it is the first of its Region.
    private static DigestChain chain(LogFile.Written file) {
        return new DigestChain(file.trail(), file.region(), file.delivered().minus(EVERY), null);
    }

    private Reading read(List<Trail> trails, Progress from, long last, Instant limit) throws IOException {
        Reading read = new Reading(from, new TrailRegions(store));
        boolean bounded = from.planSeq() == null;
        RecordReader records = reader;
        if (records == null || readSeq != from.seq()) {
            records = RecordReader.after(audit, from.seq(), this::missed);
        }
        // If this ends early, the reader is somewhere between, and another one begins anew.
        reader = null;
        Map<String, List<Trail>> byAccount = trails.stream().collect(Collectors.groupingBy(Trail::account));
        records.more(last, record -> {
            add(read, byAccount, record, limit);
            read.seq = record.seq();
            read.whole = !bounded || read.bytes < STEP_BYTES;
            return read.whole;
        });
        if (read.whole && records.seq() < last) {
            missed(new Gap(records.seq() + 1, last));
        }
        if (read.whole) {
            read.seq = Math.max(read.seq, last);
        }
        reader = records;
        readSeq = read.seq;
        return read;
    }

    /// It is made for the first record, because a server without a trail does not need it at its start.
    private JsonShape<RecordFacts> shape() {
        JsonShape<RecordFacts> made = shape;
        if (made == null) {
            made = JsonShape.of(RecordFacts.class);
            shape = made;
        }
        return made;
    }

    private void add(Reading read, Map<String, List<Trail>> byAccount, LogRecord record, Instant limit) {
        read.bytes += record.payload().length;
        RecordFacts facts;
        try {
            facts = shape().read(record.payload());
        } catch (AwsException unreadable) {
            LOG.warn("Record {} is in no log file: it cannot be read.", record.seq());
            return;
        }
        Instant next = boundary(facts.eventTime().minusSeconds(1)).plus(EVERY);
        Instant due = later(read.delivered, next);
        read.delivered = due.isAfter(limit) ? limit : due;
        TrailPoint at = new TrailPoint(log, record.seq());
        String account = facts.recipientAccountId();
        for (Trail trail : account == null ? List.<Trail>of() : byAccount.getOrDefault(account, List.of())) {
            if (trail.gets(facts, at)) {
                LogFile.Address address =
                        new LogFile.Address(trail, read.regions.of(trail, facts.awsRegion()), read.delivered);
                LogFile file = read.files.get(address);
                if (file == null) {
                    file = new LogFile(address, log, record.seq());
                    read.files.put(address, file);
                    read.bytes += LogFile.BYTES_AT_FIRST;
                }
                file.add(record.payload(), facts.eventTime());
                read.bytes += record.payload().length;
            }
        }
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
