package dev.trent.delivery;

import dev.trent.aws.Arn;
import dev.trent.aws.AwsError;
import dev.trent.aws.Tag;
import dev.trent.store.Row;
import dev.trent.store.Store;
import dev.trent.store.Table;
import dev.trent.store.Tx;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The trails as stored facts.
public final class Trails {
    /// Source: AWS CloudTrail User Guide, "Quotas".
    static final int PER_REGION_MAX = 5;

    /// Of an account in all Regions. AWS has no such quota, but also not every Region that a request can name.
    static final int PER_ACCOUNT_MAX = 25;

    private static final Table.Named TRAIL = TrailTables.TRAIL.as("t");

    private final Store store;

    /// Makes the room's view of them.
    public Trails(Store store) {
        this.store = store;
    }

    /// When a trail has delivered the last time.
    ///
    /// @param delivered a log file; null if never
    /// @param digested a digest; null if never
    public record LastTimes(
            @Nullable Instant delivered, @Nullable Instant digested) {}

    /// Returns a trail; null if there is none of that name.
    public @Nullable Trail find(String account, String region, String name) {
        return store.read(tx -> find(tx, account, region, name));
    }

    /// Returns a trail; null if there is none of that name.
    public static @Nullable Trail find(Tx tx, String account, String region, String name) {
        Trail trail = stored(tx, account, region, name);
        return trail == null || trail.deleted() ? null : trail;
    }

    /// Returns a trail as it is stored; null if it is not any more.
    static @Nullable Trail stored(Tx tx, Trail trail) {
        return stored(tx, trail.account(), trail.region(), trail.name());
    }

    private static @Nullable Trail stored(Tx tx, String account, String region, String name) {
        return tx.find(TrailTables.TRAIL.at(account, region, name), Trails::trail);
    }

    /// Returns the trails of an account, by home Region and name.
    public List<Trail> list(String account) {
        return store.read(tx -> list(tx, account));
    }

    private static List<Trail> list(Tx tx, String account) {
        return stored(tx, account).stream().filter(trail -> !trail.deleted()).toList();
    }

    private static List<Trail> stored(Tx tx, String account) {
        return tx.list(
                "SELECT " + TRAIL.columns() + " FROM " + TRAIL + " WHERE t.account_id = ? ORDER BY t.region, t.name",
                row -> trail(row.of(TRAIL)),
                account);
    }

    /// Refuses a trail if one of its Regions has the most trails without it. A trail for all Regions counts in
    /// each.
    private static void limit(List<Trail> others, Trail trail) {
        Set<String> regions = new TreeSet<>();
        regions.add(trail.region());
        if (trail.scope().multiRegion()) {
            others.forEach(other -> regions.add(other.region()));
        }
        for (String region : regions) {
            long there = others.stream()
                    .filter(other -> !other.deleted()
                            && !other.arn().equals(trail.arn())
                            && (other.scope().multiRegion() || other.region().equals(region)))
                    .count();
            if (there >= PER_REGION_MAX) {
                throw AwsError.MAXIMUM_NUMBER_OF_TRAILS_EXCEEDED.because(
                        "User: " + trail.account() + " already has " + there + " trails in " + region + ".");
            }
        }
    }

    /// Refuses to give a trail the records of all Regions if one of them has the most trails without it.
    ///
    /// Errors: MaximumNumberOfTrailsExceededException.
    static void widen(Tx tx, Trail before, Trail after) {
        if (after.scope().multiRegion() && !before.scope().multiRegion()) {
            limit(stored(tx, after.account()), after);
        }
    }

    /// Returns when a trail has delivered the last time.
    public LastTimes lastTimes(Trail trail) {
        LastTimes times = store.read(tx -> tx.first(
                "SELECT delivered_ms, digested_ms FROM trail_times WHERE trail = ?",
                row -> new LastTimes(row.instantOrNull("delivered_ms"), row.instantOrNull("digested_ms")),
                trail.arn().toString()));
        return times == null ? new LastTimes(null, null) : times;
    }

    /// Returns the trails that have something to deliver.
    static List<Trail> active(Tx tx) {
        return tx.list(
                "SELECT " + TRAIL.columns() + " FROM " + TRAIL
                        + " WHERE t.logging = 1 OR t.closed = 0 ORDER BY t.account_id, t.region, t.name",
                row -> trail(row.of(TRAIL)));
    }

    /// Makes a trail.
    ///
    /// Errors: TrailAlreadyExistsException, MaximumNumberOfTrailsExceededException, ConflictException.
    public static void insert(Tx tx, Trail trail) {
        Trail before = stored(tx, trail);
        if (before != null) {
            throw before.deleted()
                    ? AwsError.CONFLICT.because(
                            "The last digest files of a deleted trail of this name are not delivered"
                                    + " yet. The request can be retried in a few seconds.")
                    : AwsError.TRAIL_ALREADY_EXISTS.because(
                            "Trail " + trail.name() + " already exists for customer: " + trail.account());
        }
        List<Trail> others = stored(tx, trail.account());
        if (others.size() >= PER_ACCOUNT_MAX) {
            throw AwsError.MAXIMUM_NUMBER_OF_TRAILS_EXCEEDED.because(
                    "User: " + trail.account() + " already has " + others.size() + " trails in all Regions.");
        }
        limit(others, trail);
        Trail.Scope scope = trail.scope();
        Trail.Logging logging = trail.logging();
        tx.insert(
                TrailTables.TRAIL,
                trail.account(),
                trail.region(),
                trail.name(),
                trail.place().bucket(),
                trail.place().prefix(),
                scope.multiRegion(),
                scope.globalEvents(),
                trail.validated(),
                logging.on(),
                logging.started(),
                logging.stopped(),
                TrailPoint.text(logging.startedAt()),
                TrailPoint.text(logging.stoppedAt()),
                logging.closed(),
                trail.deleted(),
                scope.readWrite().name(),
                scope.management(),
                String.join(" ", scope.excluded()),
                trail.created());
    }

    /// Stores a trail that has changed.
    public static void update(Tx tx, Trail trail) {
        Trail.Scope scope = trail.scope();
        Trail.Logging logging = trail.logging();
        int _ = tx.update(TrailTables.TRAIL
                .at(trail.account(), trail.region(), trail.name())
                .set("bucket", trail.place().bucket())
                .set("prefix", trail.place().prefix())
                .set("multi_region", scope.multiRegion())
                .set("global_events", scope.globalEvents())
                .set("validated", trail.validated())
                .set("logging", logging.on())
                .set("started_ms", logging.started())
                .set("stopped_ms", logging.stopped())
                .set("started_at", TrailPoint.text(logging.startedAt()))
                .set("stopped_at", TrailPoint.text(logging.stoppedAt()))
                .set("closed", logging.closed())
                .set("deleted", trail.deleted())
                .set("read_write", scope.readWrite().name())
                .set("management", scope.management())
                .set("excluded", String.join(" ", scope.excluded())));
    }

    /// Notes that everything up to the end of a stopped trail is delivered.
    static void close(Tx tx, Trail trail) {
        Trail now = stored(tx, trail);
        if (now == null || now.logging().on()) {
            return;
        }
        if (now.deleted()) {
            remove(tx, now);
        } else {
            update(tx, now.with(now.logging().asClosed()));
        }
    }

    static void remove(Tx tx, Trail trail) {
        var _ = tx.run(
                "DELETE FROM trail WHERE account_id = ? AND region = ? AND name = ?",
                trail.account(),
                trail.region(),
                trail.name());
        var _ = tx.run("DELETE FROM trail_tag WHERE trail = ?", trail.arn().toString());
        var _ = tx.run("DELETE FROM trail_times WHERE trail = ?", trail.arn().toString());
    }

    /// Notes when a trail has delivered.
    static void delivered(Tx tx, String trail, Instant now) {
        note(tx, "delivered_ms", trail, now);
    }

    /// Notes when a digest of a trail was made.
    static void digested(Tx tx, String trail, Instant now) {
        note(tx, "digested_ms", trail, now);
    }

    private static void note(Tx tx, String column, String trail, Instant now) {
        var _ = tx.run(
                "INSERT INTO trail_times (trail, " + column + ") VALUES (?, ?) ON CONFLICT (trail) DO UPDATE SET "
                        + column + " = excluded." + column,
                trail,
                now);
    }

    /// Returns the tags of a trail, by key.
    public List<Tag> tags(Arn trail) {
        return store.read(tx -> tx.list(
                "SELECT tag_key, tag_value FROM trail_tag WHERE trail = ? ORDER BY tag_key",
                row -> new Tag(row.text("tag_key"), row.text("tag_value")),
                trail.toString()));
    }

    /// Gives a trail a tag.
    public static void tag(Tx tx, Arn trail, Tag tag) {
        var _ = tx.run("""
                INSERT INTO trail_tag (trail, tag_key, tag_value) VALUES (?, ?, ?)
                ON CONFLICT (trail, tag_key) DO UPDATE SET tag_value = excluded.tag_value""", trail.toString(), tag.key(), tag.value());
    }

    /// Returns how many tags a trail has.
    public static int tagCount(Tx tx, Arn trail) {
        Long count = tx.first(
                "SELECT COUNT(*) AS tags FROM trail_tag WHERE trail = ?", row -> row.number("tags"), trail.toString());
        return Math.toIntExact(Objects.requireNonNull(count));
    }

    /// Takes a tag from a trail.
    public static void untag(Tx tx, Arn trail, String key) {
        var _ = tx.run("DELETE FROM trail_tag WHERE trail = ? AND tag_key = ?", trail.toString(), key);
    }

    private static Trail trail(Row row) {
        String excluded = row.text("excluded");
        return new Trail(
                row.text("account_id"),
                row.text("region"),
                row.text("name"),
                new Trail.Place(row.text("bucket"), row.textOrNull("prefix")),
                new Trail.Scope(
                        row.flag("multi_region"),
                        row.flag("global_events"),
                        Trail.ReadWrite.valueOf(row.text("read_write")),
                        row.flag("management"),
                        excluded.isEmpty() ? List.of() : Arrays.asList(excluded.split(" ", -1))),
                row.flag("validated"),
                new Trail.Logging(
                        row.flag("logging"),
                        row.instantOrNull("started_ms"),
                        row.instantOrNull("stopped_ms"),
                        TrailPoint.ofText(row.textOrNull("started_at")),
                        TrailPoint.ofText(row.textOrNull("stopped_at")),
                        row.flag("closed")),
                row.instant("created_ms"),
                row.flag("deleted"));
    }
}
