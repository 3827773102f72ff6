package dev.trent.delivery;

import dev.trent.audit.Cursor;
import dev.trent.audit.Gap;
import dev.trent.audit.Journal;
import dev.trent.aws.AwsError;
import dev.trent.aws.AwsException;
import dev.trent.crypto.Engine;
import dev.trent.seal.Seal;
import dev.trent.store.Due;
import dev.trent.store.Store;
import dev.trent.store.Tx;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/// Delivers the records of the log to trails: every five minutes the log files, and at each full hour the digests.
///
/// It works in steps, by itself and behind the calls; no call waits for it. It stores how far it has come after
/// each step. So a file that was written is not written a second time under another name, also after a crash.
public final class Delivery implements Cursor {
    /// The kind of its chore.
    public static final String CHORE = "delivery";

    /// How often it delivers.
    public static final Duration EVERY = Packer.EVERY;

    /// The reason names files of the server. It is in the server's own log.
    private static final String UNWRITTEN = "The files cannot be written. The log of the server tells the reason.";

    private final Store store;
    private final Journal journal;
    private final TrailFolder folder;
    private final Trails trails;
    private final DigestKeys keys;
    private final ExportQueue exports;
    private final Rounds rounds;

    private volatile @Nullable String trouble;

    /// Makes the deliverer. It reads no record before its first step.
    ///
    /// @param audit the folder of the log
    /// @param folder where the files go; it is made for the first
    public Delivery(Store store, Journal journal, Path audit, TrailFolder folder, Seal seal, Engine engine) {
        this.store = store;
        this.journal = journal;
        this.folder = folder;
        this.trails = new Trails(store);
        this.keys = new DigestKeys(store, seal, engine);
        this.exports = new ExportQueue(store);
        this.rounds = new Rounds(
                store,
                journal,
                new Packer(store, folder, exports, audit, journal.log()),
                new Digester(store, folder, exports, keys));
    }

    /// Returns the trails.
    public Trails trails() {
        return trails;
    }

    /// Returns the keys that sign digests.
    public DigestKeys keys() {
        return keys;
    }

    /// Returns the folder of the files.
    public TrailFolder folder() {
        return folder;
    }

    /// Returns why log files of a trail could not be written the last time, or that records were left out since the
    /// start; null if all is well.
    public @Nullable String trouble(Trail trail) {
        String failure = trouble;
        if (failure != null || rounds.troubles().hasFiles(trail)) {
            return failure == null ? UNWRITTEN : failure;
        }
        // Their numbers count the calls of other accounts too.
        return rounds.gap() == null
                ? null
                : "Some records of the log could not be read and are in no file. The log of the server names them.";
    }

    /// Returns why digests of a trail could not be written the last time; null if all is well.
    public @Nullable String digestTrouble(Trail trail) {
        return rounds.troubles().hasDigests(trail) ? UNWRITTEN : null;
    }

    /// Returns how many trails could not be written the last time. Any thread may ask, and it never waits.
    public int failing() {
        return rounds.troubles().count();
    }

    /// Has the files of trails copied to another store from now on, and those that are there.
    ///
    /// @param destination names the store. Under another name, it gets all files again
    /// @return what copies; the caller closes it before this
    public Exporter export(TrailStore other, String destination) {
        Exporter exporter = new Exporter(store, exports, folder, other, destination);
        exporter.start();
        return exporter;
    }

    /// Has no files copied.
    public void exportNothing() {
        exports.forget();
    }

    @Override
    public String name() {
        return "trails";
    }

    @Override
    public long passedSeq() {
        return rounds.passed();
    }

    @Override
    public @Nullable Gap gap() {
        return rounds.gap();
    }

    /// Has a trail deliver from now on.
    public void start(Tx tx, Trail trail, Instant now) {
        if (trail.logging().on()) {
            return;
        }
        long head = journal.head().seq();
        if (Trails.active(tx).isEmpty()) {
            // Nobody wants what is in the log already.
            new Progress(head, Packer.boundary(now), null, null).put(tx, journal.log());
            tx.afterCommit(() -> rounds.beginAt(head));
        }
        Trails.update(tx, resumed(tx, trail).started(now, new TrailPoint(journal.log(), head)));
        digest(tx, trail, now);
    }

    /// Returns a trail so that it goes on behind what it has delivered alone since it stopped. If it is not ahead of
    /// the others, it stays alone until it has caught up.
    private Trail resumed(Tx tx, Trail trail) {
        String cursor = cursor(trail);
        Progress own = Progress.find(tx, cursor);
        Progress together = Progress.find(tx, journal.log());
        if (own == null || (together != null && own.seq() <= together.seq())) {
            return trail;
        }
        if (own.planSeq() != null) {
            throw beingDelivered();
        }
        Progress.forget(tx, cursor);
        return trail.with(trail.logging().from(new TrailPoint(journal.log(), own.seq())));
    }

    /// Returns the name of the progress of a trail that is alone.
    private String cursor(Trail trail) {
        return Progress.cursor(journal.log(), trail);
    }

    private static AwsException beingDelivered() {
        return AwsError.CONFLICT.because(
                "Log files of the trail are being delivered. The request can be retried in a few seconds.");
    }

    /// Begins the chain of the home Region, unless it goes on. Those of other Regions begin with their first file.
    private static void digest(Tx tx, Trail trail, Instant now) {
        if (trail.validated()) {
            Instant second = now.truncatedTo(ChronoUnit.SECONDS);
            new DigestChain(trail.arn().toString(), trail.region(), second, null).begin(tx);
        }
    }

    /// Stores the settings of a trail. If they ask for digests which it had none of, these begin now.
    ///
    /// Files that the server was writing when it died are written again first, with the settings of then.
    /// Files that cannot be written go to the new place, if there is one: some records may be in both.
    ///
    /// Errors: ConflictException, MaximumNumberOfTrailsExceededException.
    public void update(Tx tx, Trail before, Trail after, Instant now) {
        Progress own = Progress.find(tx, cursor(before));
        if (own != null && rounds.troubles().hasFiles(before) && !after.place().equals(before.place())) {
            own.withoutPlan().put(tx, cursor(before));
        } else if (before.active() && (isBroken(tx, journal.log()) || isBroken(tx, cursor(before)))) {
            throw beingDelivered();
        }
        Trails.widen(tx, before, after);
        Trails.update(tx, after);
        if (after.logging().on() && !before.validated()) {
            digest(tx, after, now);
        }
    }

    private boolean isBroken(Tx tx, String cursor) {
        Progress progress = Progress.find(tx, cursor);
        return progress != null && progress.planSeq() != null && !rounds.knows(cursor);
    }

    /// Stops a trail. What it has not delivered yet follows in a moment, with the last digests.
    public void stop(Tx tx, Trail trail, Instant now) {
        if (trail.logging().on()) {
            Trails.update(tx, trail.stopped(now, end()));
            new Due(CHORE, "", now.plus(Rounds.SETTLES_AFTER)).set(tx);
        }
    }

    private TrailPoint end() {
        return new TrailPoint(journal.log(), journal.head().seq());
    }

    /// Removes a trail. If it delivers, it is stopped first. It is there until its last files are written,
    /// but not for longer than an hour.
    public void delete(Tx tx, Trail trail, Instant now) {
        Trail stopped = trail.logging().on() ? trail.stopped(now, end()) : trail;
        if (stopped.active()) {
            Trails.update(tx, stopped.gone());
            new Due(CHORE, "", now.plus(Rounds.SETTLES_AFTER)).set(tx);
        } else {
            Trails.remove(tx, trail);
        }
    }

    /// Does one step of the work that is due.
    ///
    /// @return the time of the next step; long ago if there is more to do now
    /// @throws IOException if the log cannot be read; or if files of a trail cannot be written, and those of
    ///     the others are
    public Instant step(Instant now) throws IOException {
        try {
            Instant next = rounds.step(now);
            trouble = null;
            return next;
        } catch (TrailTroubles.UnwrittenException failure) {
            trouble = null;
            throw failure;
        } catch (IOException | RuntimeException failure) {
            trouble = UNWRITTEN;
            throw failure;
        }
    }
}
