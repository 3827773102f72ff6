package dev.trent.delivery;

import dev.trent.aws.Arn;
import dev.trent.aws.Partition;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A trail: which records of an account are delivered, and where.
///
/// @param account the account whose records are delivered
/// @param region the home Region
/// @param name as AWS allows it
/// @param place where its files go
/// @param scope which records it gets
/// @param validated whether digests are made
/// @param logging whether it delivers
/// @param created when it was made
/// @param deleted whether it is gone for its account; its last digests are not made yet
public record Trail(
        String account,
        String region,
        String name,
        Place place,
        Scope scope,
        boolean validated,
        Logging logging,
        Instant created,
        boolean deleted) {

    /// Where files go.
    ///
    /// @param bucket the name of a bucket
    /// @param prefix what the names of the files begin with, without a slash at its end; null for nothing
    public record Place(String bucket, @Nullable String prefix) {
        /// Returns whether a trail may name a bucket so.
        public static boolean isBucket(String name) {
            return TrailKeys.isFree(name);
        }

        /// Returns whether the names of files may begin so.
        public static boolean isPrefix(String prefix) {
            return TrailKeys.isPrefix(prefix);
        }

        /// Returns how the names of the files of an account begin, with a slash at the end.
        String root(String account) {
            return (prefix == null ? "" : prefix + "/") + TrailKeys.LOGS + "/" + account + "/";
        }
    }

    /// Which records a trail gets.
    ///
    /// @param multiRegion whether it gets those of all Regions
    /// @param globalEvents whether it gets those of services without a Region
    /// @param readWrite which of them
    /// @param management whether it gets management events; Trent has no others
    /// @param excluded the event sources that it does not get
    public record Scope(
            boolean multiRegion, boolean globalEvents, ReadWrite readWrite, boolean management, List<String> excluded) {
        /// Keeps its own copy.
        public Scope {
            excluded = List.copyOf(excluded);
        }

        /// Returns whether it is what a new trail has.
        public boolean plain() {
            return readWrite == ReadWrite.All && management && excluded.isEmpty();
        }
    }

    /// AWS's `ReadWriteType`, with AWS's names.
    public enum ReadWrite {
        ReadOnly,
        WriteOnly,
        All
    }

    /// Whether a trail delivers.
    ///
    /// @param on whether records are delivered now
    /// @param started when that began the last time; null if never
    /// @param stopped when it ended the last time; null if never
    /// @param startedAt the end of the log when it began: what is behind it is delivered. A clock can go back,
    ///     and the numbers of the records cannot
    /// @param stoppedAt the end of the log when it ended
    /// @param closed whether everything up to its end is delivered, and the last digests are made
    public record Logging(
            boolean on,
            @Nullable Instant started,
            @Nullable Instant stopped,
            @Nullable TrailPoint startedAt,
            @Nullable TrailPoint stoppedAt,
            boolean closed) {
        static final Logging NEVER = new Logging(false, null, null, null, null, true);

        Logging asClosed() {
            return new Logging(on, started, stopped, startedAt, stoppedAt, true);
        }

        /// Returns it with another place from which records are delivered.
        Logging from(TrailPoint other) {
            return new Logging(on, started, stopped, other, stoppedAt, closed);
        }

        /// Returns whether a record is behind the start and before the end. Of a log that was another one then,
        /// only the time of a record tells. A call that ended after the stop has a number behind it.
        private boolean has(TrailPoint record, Instant time) {
            if (started == null) {
                return false;
            }
            boolean begun = (startedAt != null && startedAt.isOf(record.log()))
                    ? record.seq() > startedAt.seq()
                    : !time.isBefore(started.truncatedTo(ChronoUnit.SECONDS));
            boolean before = on
                    || stopped == null
                    || (stoppedAt != null && stoppedAt.isOf(record.log()) && record.seq() <= stoppedAt.seq())
                    || !time.isAfter(stopped.truncatedTo(ChronoUnit.SECONDS));
            return begun && before;
        }
    }

    /// Returns a trail that does not deliver yet.
    public static Trail fresh(
            String account, String region, String name, Place place, Scope scope, boolean validated, Instant now) {
        return new Trail(account, region, name, place, scope, validated, Logging.NEVER, now, false);
    }

    /// Returns whether a Region can be the home of a trail: its name is in the names of files.
    public static boolean isHome(String region) {
        return TrailKeys.isRegion(region);
    }

    /// Returns its ARN.
    public Arn arn() {
        return arn(account, region, name);
    }

    /// Returns the ARN of a trail.
    public static Arn arn(String account, String region, String name) {
        return new Arn(Partition.ofRegion(region).id(), "cloudtrail", region, account, "trail/" + name);
    }

    /// Returns whether anything is still to be delivered.
    public boolean active() {
        return logging.on || !logging.closed;
    }

    /// Returns whether it has stopped, and its last digests are not made yet.
    boolean ending() {
        return !logging.on && !logging.closed;
    }

    /// Returns whether the trail gets a record. Times in records have whole seconds.
    ///
    /// @param at where the record is
    boolean gets(RecordFacts facts, TrailPoint at) {
        return account.equals(facts.recipientAccountId())
                && (scope.multiRegion || region.equals(facts.awsRegion()))
                && (scope.globalEvents || !facts.isGlobal())
                && scope.management
                && !scope.excluded.contains(facts.eventSource())
                && wanted(facts.readOnly())
                && logging.has(at, facts.eventTime());
    }

    private boolean wanted(boolean readOnly) {
        return switch (scope.readWrite) {
            case All -> true;
            case ReadOnly -> readOnly;
            case WriteOnly -> !readOnly;
        };
    }

    /// Returns it in another place.
    public Trail at(Place other) {
        return new Trail(account, region, name, other, scope, validated, logging, created, deleted);
    }

    /// Returns it with other records.
    public Trail getting(Scope other) {
        return new Trail(account, region, name, place, other, validated, logging, created, deleted);
    }

    /// Returns it with digests or without.
    public Trail validated(boolean other) {
        return new Trail(account, region, name, place, scope, other, logging, created, deleted);
    }

    Trail with(Logging other) {
        return new Trail(account, region, name, place, scope, validated, other, created, deleted);
    }

    /// Returns it as it begins to deliver. If its last digests are not made yet, it goes on as if it had not
    /// stopped.
    Trail started(Instant now, TrailPoint at) {
        return with(
                logging.closed
                        ? new Logging(true, now, logging.stopped, at, logging.stoppedAt, false)
                        : new Logging(
                                true, logging.started, logging.stopped, logging.startedAt, logging.stoppedAt, false));
    }

    /// Returns it as it stops.
    Trail stopped(Instant now, TrailPoint at) {
        return with(new Logging(false, logging.started, now, logging.startedAt, at, false));
    }

    /// Returns it as it goes. What it has not delivered yet is delivered first.
    Trail gone() {
        return new Trail(account, region, name, place, scope, validated, logging, created, true);
    }
}
