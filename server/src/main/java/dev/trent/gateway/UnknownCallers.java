package dev.trent.gateway;

import dev.trent.audit.Journal;
import dev.trent.audit.JournalException;
import dev.trent.audit.Line;
import dev.trent.audit.ServiceEvent;
import dev.trent.audit.ServiceRecord;
import dev.trent.aws.AwsError;
import dev.trent.aws.Call;
import dev.trent.aws.Partition;
import dev.trent.wire.JsonBytes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Counts the calls that fail before their caller is known, and records the numbers: for each address, error
/// and access key id the first time at once, and then after one minute, two, four, and so on up to an hour.
///
/// SAFE: anybody can make such calls. So the memory is bounded, the records of a day are bounded too, and a
/// record shows nothing that a caller has chosen except an access key id in the form of one. Safe for many
/// threads.
final class UnknownCallers {
    static final String EVENT = "UnauthenticatedCalls";

    /// How many kinds of calls are told apart. The calls of all further ones are counted together.
    static final int KINDS_MAX = 1000;

    private static final Duration PAUSE_MIN = Duration.ofMinutes(1);
    private static final Duration PAUSE_MAX = Duration.ofHours(1);
    private static final int LINES_AT_ONCE = 256;
    private static final int RECORD_BYTES = 1024;

    private static final Kind OTHERS = new Kind("", null, null);

    private final Journal journal;
    private final Supplier<String> ids;
    private final ConcurrentHashMap<Kind, Tally> tallies = new ConcurrentHashMap<>();

    /// Calls that are counted together.
    private record Kind(
            String address,
            @Nullable AwsError error,
            @Nullable String accessKeyId) {}

    /// The calls of a kind that are not recorded yet, and when they may be.
    ///
    /// @param pause how long the next record waits after this one
    private record Tally(long count, Instant first, Instant last, Instant due, Duration pause) {
        Tally and(Tally other) {
            return new Tally(
                    count + other.count,
                    count == 0 || other.first.isBefore(first) ? other.first : first,
                    last.isAfter(other.last) ? last : other.last,
                    due,
                    pause);
        }

        /// Returns the state after a record.
        Tally told(Instant now) {
            Duration twice = pause.multipliedBy(2);
            return new Tally(0, now, last, now.plus(pause), twice.compareTo(PAUSE_MAX) < 0 ? twice : PAUSE_MAX);
        }

        /// Returns whether nothing has come for so long that the kind may be forgotten.
        boolean idle(Instant now) {
            return count == 0 && last.plus(PAUSE_MAX).isBefore(now);
        }
    }

    /// A record that is to be written.
    private record Telling(Kind kind, Tally tally) {}

    /// Makes a counter.
    ///
    /// @param ids makes the ids of records
    UnknownCallers(Journal journal, Supplier<String> ids) {
        this.journal = journal;
        this.ids = ids;
    }

    /// Counts a call. It takes no lock that others wait for.
    void count(Call call, AwsError error, Instant now) {
        Kind kind = new Kind(call.peer(), error, ClaimedKey.of(call));
        boolean known = tallies.containsKey(kind) || tallies.mappingCount() < KINDS_MAX;
        add(known ? kind : OTHERS, new Tally(1, now, now, now, PAUSE_MIN));
    }

    private void add(Kind kind, Tally more) {
        tallies.merge(kind, more, Tally::and);
    }

    /// Returns how many calls are not recorded yet.
    long waiting() {
        return tallies.values().stream().mapToLong(Tally::count).sum();
    }

    /// Records what is due.
    ///
    /// @param all whether everything is due, because the server stops
    /// @throws JournalException if a record is not known to be on disk; its calls stay counted
    void tell(Instant now, Partition partition, boolean all) {
        List<Telling> due = new ArrayList<>();
        for (Kind kind : tallies.keySet()) {
            tallies.computeIfPresent(kind, (_, tally) -> {
                if (tally.count == 0 || (!all && tally.due.isAfter(now))) {
                    return tally.idle(now) ? null : tally;
                }
                due.add(new Telling(kind, tally));
                return tally.told(now);
            });
        }
        for (int from = 0; from < due.size(); from += LINES_AT_ONCE) {
            write(due, from, Math.min(due.size(), from + LINES_AT_ONCE), now, partition);
        }
    }

    private void write(List<Telling> due, int from, int to, Instant now, Partition partition) {
        List<Line> lines = due.subList(from, to).stream()
                .map(telling -> line(telling, now, partition))
                .toList();
        byte[] first = lines.getFirst().bytes();
        try {
            journal.append(first, first.length, lines.subList(1, lines.size()));
        } catch (JournalException lost) {
            due.subList(from, due.size()).forEach(telling -> add(telling.kind, telling.tally));
            throw lost;
        }
    }

    private Line line(Telling telling, Instant now, Partition partition) {
        Kind kind = telling.kind;
        SortedMap<String, String> details = new TreeMap<>();
        details.put("count", Long.toString(telling.tally.count));
        details.put("firstTime", telling.tally.first.toString());
        details.put("lastTime", telling.tally.last.toString());
        details.put("sourceIPAddress", kind.equals(OTHERS) ? "others" : kind.address);
        if (kind.accessKeyId != null) {
            details.put("accessKeyId", kind.accessKeyId);
        }
        ServiceEvent event = new ServiceEvent(
                ServiceEvent.KMS,
                EVENT,
                partition.usualRegion(),
                now,
                null,
                ServiceEvent.INTERNAL,
                List.of(),
                details,
                kind.error == null ? null : kind.error.withoutMessage());
        JsonBytes line = new JsonBytes(RECORD_BYTES);
        String id = ids.get();
        ServiceRecord.write(line, event, id);
        return Line.of(id, line);
    }
}
