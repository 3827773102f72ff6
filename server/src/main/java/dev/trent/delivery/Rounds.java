package dev.trent.delivery;

import dev.trent.audit.Gap;
import dev.trent.audit.Journal;
import dev.trent.store.Store;
import dev.trent.store.Tx;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The work of a delivery, one step after the other, on one thread.
///
/// Most trails go on together. A trail is alone while it delivers its last records, and while it is behind the others
/// because its files could not be written. A trail that is behind comes last in each step, so no other waits for it.
final class Rounds {
    private static final Logger LOG = LoggerFactory.getLogger(Rounds.class);

    /// How long after its stop the last records of a trail are looked for: a record follows its call by a moment.
    static final Duration SETTLES_AFTER = Duration.ofSeconds(2);

    /// How long the last files of a deleted trail are tried. Until then its name is taken, and the log keeps its
    /// records.
    static final Duration GIVES_UP_AFTER = Duration.ofHours(1);

    /// A time that has come whatever the clock says, also for those who wait until everything is done that is due.
    private static final Instant MORE = Instant.EPOCH;

    private final Store store;
    private final Journal journal;
    private final Packer packer;
    private final Digester digester;
    private final TrailTroubles troubles = new TrailTroubles();

    private volatile boolean idle;
    private volatile long passed;
    private volatile @Nullable Target target;

    /// Where the log ends for the deliveries up to a time.
    private record Target(Instant limit, long head) {}

    /// The trails of a step.
    ///
    /// @param ending those that have stopped, and whose last records are in the log
    /// @param alone how far those are delivered that are alone, by the name of the cursor
    private record Parts(List<Trail> together, List<Trail> behind, List<Trail> ending, Map<String, Progress> alone) {}

    Rounds(Store store, Journal journal, Packer packer, Digester digester) {
        this.store = store;
        this.journal = journal;
        this.packer = packer;
        this.digester = digester;
        pass();
    }

    TrailTroubles troubles() {
        return troubles;
    }

    /// Returns the records that are in no file because they could not be read; null if there were none.
    @Nullable
    Gap gap() {
        return packer.gap();
    }

    /// Returns whether the files of an open plan are known. They are not if the plan is of a process that died.
    boolean knows(String cursor) {
        return packer.knows(cursor);
    }

    long passed() {
        return idle ? Long.MAX_VALUE : passed;
    }

    /// Begins at the end of the log, because nobody wants what is in it already.
    void beginAt(long head) {
        passed = head;
        idle = false;
    }

    /// Returns whether a trail has stopped, and the records of its last calls are in the log.
    static boolean ends(Trail trail, Instant now) {
        Instant stopped = trail.logging().stopped();
        return trail.ending() && stopped != null && !now.isBefore(stopped.plus(SETTLES_AFTER));
    }

    /// Does one step of the work that is due.
    ///
    /// @return the time of the next step; long ago if there is more to do now
    /// @throws IOException if the log cannot be read; or if files cannot be written, and everything else is done
    Instant step(Instant now) throws IOException {
        List<Trail> active = store.read(Trails::active);
        troubles.keep(active);
        Instant boundary = Packer.boundary(now);
        if (active.isEmpty()) {
            rest();
            return boundary.plus(Packer.EVERY);
        }
        boolean more = pullBack(active) || work(active, boundary, now);
        pass();
        if (more) {
            return MORE;
        }
        boolean settling = active.stream().anyMatch(trail -> trail.ending() && !ends(trail, now));
        if (!settling) {
            troubles.raise();
        }
        return settling ? now.plus(SETTLES_AFTER) : boundary.plus(Packer.EVERY);
    }

    /// Notes that nobody wants records, unless a trail begins in this moment: one thread commits, and it tells.
    private void rest() {
        if (!idle) {
            store.write(tx -> {
                boolean none = Trails.active(tx).isEmpty();
                tx.afterCommit(() -> idle = none);
                return none;
            });
        }
    }

    /// Notes what no trail needs any more.
    private void pass() {
        passed = store.read(tx -> {
            Progress together = Progress.find(tx, journal.log());
            return Progress.alone(tx, journal.log()).values().stream()
                    .mapToLong(Progress::seq)
                    .reduce(together == null ? 0 : together.seq(), Math::min);
        });
    }

    /// Has trails begin at the end of the log if they wait for records behind it: the end of the log was lost, and an
    /// operator has accepted that.
    ///
    /// @return whether there were any
    private boolean pullBack(List<Trail> active) {
        long end = journal.head().seq();
        List<Trail> beyond =
                active.stream().filter(trail -> isBeyond(trail, end)).toList();
        if (!beyond.isEmpty()) {
            store.write(tx -> {
                beyond.forEach(trail ->
                        Trails.update(tx, trail.with(trail.logging().from(new TrailPoint(journal.log(), end)))));
                return tx;
            });
        }
        return !beyond.isEmpty();
    }

    private boolean isBeyond(Trail trail, long end) {
        TrailPoint start = trail.logging().startedAt();
        return start != null && start.isOf(journal.log()) && start.seq() > end;
    }

    /// Returns whether there is more to do now.
    private boolean work(List<Trail> active, Instant boundary, Instant now) throws IOException {
        Progress from = progress(active, now);
        Parts parts = parts(active, now);
        if (from.planSeq() != null) {
            // No trail ends before this is done.
            List<Trail> together = active.stream()
                    .filter(trail -> !parts.alone.containsKey(cursor(trail)))
                    .toList();
            Progress _ = pack(journal.log(), together, from, journal.head().seq(), boundary);
            return true;
        }
        boolean more = false;
        for (Trail trail : parts.ending) {
            more |= end(trail, from, parts.alone.get(cursor(trail)), now);
        }
        Progress reached = from;
        if (!parts.together.isEmpty() && boundary.isAfter(from.done())) {
            long head = head(boundary);
            reached = pack(journal.log(), parts.together, from, head, boundary);
            if (reached.seq() < head
                    || reached.done().isBefore(boundary)
                    || parts.together.stream().anyMatch(troubles::hasFiles)) {
                return true;
            }
        }
        more |= !digests(parts.together, false, boundary, now);
        for (Trail trail : more ? List.<Trail>of() : parts.behind) {
            more |= catchUp(trail, reached, Objects.requireNonNull(parts.alone.get(cursor(trail))), now);
        }
        return more;
    }

    private Parts parts(List<Trail> active, Instant now) {
        Parts parts = new Parts(
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                store.read(tx -> Progress.alone(tx, journal.log())));
        for (Trail trail : active) {
            List<Trail> part = parts.alone.containsKey(cursor(trail)) ? parts.behind : parts.together;
            (ends(trail, now) ? parts.ending : part).add(trail);
        }
        return parts;
    }

    private String cursor(Trail trail) {
        return Progress.cursor(journal.log(), trail);
    }

    private Progress pack(String cursor, List<Trail> trails, Progress from, long head, Instant limit)
            throws IOException {
        Packer.Step step = packer.step(cursor, trails, from, head, limit);
        troubles.noteFiles(trails, step.failures());
        return step.reached();
    }

    /// Returns whether all that are due are made, or could not be written.
    private boolean digests(List<Trail> trails, boolean ends, Instant until, Instant now) {
        Map<String, IOException> failures = new HashMap<>();
        boolean all = digester.step(trails, ends, until, now, failures::putIfAbsent);
        troubles.noteDigests(trails, failures);
        return all;
    }

    /// Delivers what a trail that has stopped has not delivered yet. The others keep their five minutes.
    ///
    /// @param alone null if it is with the others until now
    /// @return whether there is more to do
    private boolean end(Trail trail, Progress together, @Nullable Progress alone, Instant now) throws IOException {
        long head = journal.head().seq();
        Progress from = alone == null ? together : alone.within(head);
        if (alone == null) {
            // The trail may change in this moment, so that nothing is packed. It must not go on with the others then.
            store.write(tx -> {
                together.put(tx, cursor(trail));
                return tx;
            });
        }
        Instant boundary = Packer.boundary(now);
        Instant limit = now.isAfter(boundary) ? boundary.plus(Packer.EVERY) : boundary;
        Progress to = pack(cursor(trail), List.of(trail), from, head, limit);
        if (troubles.hasFiles(trail)) {
            return givesUp(trail, now);
        }
        if (to.seq() < head || to.done().isBefore(limit) || !digests(List.of(trail), true, boundary, now)) {
            return true;
        }
        if (troubles.hasDigests(trail)) {
            return givesUp(trail, now);
        }
        store.write(tx -> {
            close(tx, trail);
            return tx;
        });
        return true;
    }

    private void close(Tx tx, Trail trail) {
        Trails.close(tx, trail);
        Progress.forget(tx, cursor(trail));
    }

    /// Lets a deleted trail go without its last files, if they could not be written for long enough.
    private boolean givesUp(Trail trail, Instant now) {
        Instant stopped = trail.logging().stopped();
        if (!trail.deleted() || stopped == null || now.isBefore(stopped.plus(GIVES_UP_AFTER))) {
            return false;
        }
        LOG.error(
                "The trail '{}' was deleted. Its last files could not be written since {}, and are not tried again.",
                trail.arn(),
                stopped);
        store.write(tx -> {
            DigestChain.list(tx, trail.arn().toString()).forEach(chain -> chain.end(tx));
            close(tx, trail);
            return tx;
        });
        return true;
    }

    /// Delivers what a trail is behind the others. Once it is not, it goes on with them.
    ///
    /// @return whether there is more to do
    private boolean catchUp(Trail trail, Progress together, Progress alone, Instant now) throws IOException {
        Progress from = alone.within(journal.head().seq());
        if (from.hasReached(together)) {
            return join(trail, from, together);
        }
        Progress to = pack(cursor(trail), List.of(trail), from, together.seq(), together.done());
        if (troubles.hasFiles(trail)) {
            return false;
        }
        // These are for the hours of which all records are delivered.
        boolean _ = digests(List.of(trail), false, to.done(), now);
        return true;
    }

    /// A trail that was ending and goes on may be ahead of the others. Then it gets nothing twice.
    private boolean join(Trail trail, Progress alone, Progress together) {
        store.write(tx -> {
            if (alone.seq() > together.seq()) {
                Trail now = Trails.stored(tx, trail);
                if (!trail.equals(now)) {
                    return false;
                }
                Trails.update(tx, trail.with(trail.logging().from(new TrailPoint(journal.log(), alone.seq()))));
            }
            Progress.forget(tx, cursor(trail));
            return true;
        });
        return true;
    }

    /// Returns where the log ends for the deliveries up to a time. The log may grow faster than it is read, so
    /// its end is looked for once.
    private long head(Instant limit) {
        Target known = target;
        if (known == null || !known.limit.equals(limit)) {
            known = new Target(limit, journal.head().seq());
            target = known;
        }
        return known.head;
    }

    /// Returns how far this log is delivered. A log that is new here is read from its beginning. If the clock
    /// was ahead, the deliveries go on with the time that it has now.
    private Progress progress(List<Trail> active, Instant now) {
        Progress stored = store.read(tx -> Progress.find(tx, journal.log()));
        if (stored == null) {
            Instant first = active.stream()
                    .map(trail -> trail.logging().started())
                    .filter(started -> started != null)
                    .min(Instant::compareTo)
                    .orElse(Instant.EPOCH);
            return new Progress(0, Packer.boundary(first), null, null);
        }
        Progress there = stored.within(journal.head().seq());
        boolean ahead = there.done().isAfter(now.plus(Packer.EVERY));
        return ahead && there.planSeq() == null
                ? new Progress(there.seq(), Packer.boundary(now).minus(Packer.EVERY), null, null)
                : there;
    }
}
