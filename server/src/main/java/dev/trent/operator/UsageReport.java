package dev.trent.operator;

import dev.trent.aws.Arn;
import dev.trent.keys.KeyUses;
import dev.trent.lookup.FoundEvent;
import dev.trent.wire.JsonBytes;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What the audit log tells of one key: a row for each principal, operation and outcome.
final class UsageReport {
    /// Sessions have names that their callers choose, so there may be any number of principals.
    private static final int ROWS_MAX = 50_000;

    private static final int SHOWN_MAX = 1_000;
    private static final int ADDRESSES_MAX = 5;
    private static final int TEXT_CHARACTERS_MAX = 256;
    private static final Duration RECENT = Duration.ofDays(90);
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    /// A key is used by these. Other calls only look at it, or change it.
    private static final Set<String> CRYPTOGRAPHIC = Arrays.stream(KeyUses.Operation.values())
            .map(KeyUses.Operation::name)
            .collect(Collectors.toUnmodifiableSet());

    private final Arn key;
    private final Instant since;
    private final Instant now;
    private final Map<What, Row> rows = new HashMap<>();
    private long calls;
    private long uses;
    private @Nullable FoundEvent lastUse;
    private KeyUses.@Nullable Use noted;
    private boolean whole = true;
    private boolean there = true;

    private record What(
            String principal, String operation, @Nullable String error) {}

    /// The calls of one kind.
    private static final class Row {
        private final What what;
        private final Set<String> addresses = new TreeSet<>();
        private boolean moreAddresses;
        private long calls;
        private Instant first = Instant.MAX;
        private Instant last = Instant.MIN;

        Row(What what) {
            this.what = what;
        }

        void add(FoundEvent event) {
            calls++;
            first = event.eventTime().isBefore(first) ? event.eventTime() : first;
            last = event.eventTime().isAfter(last) ? event.eventTime() : last;
            if (event.address() != null && !addresses.contains(event.address())) {
                moreAddresses |= addresses.size() == ADDRESSES_MAX;
                if (!moreAddresses) {
                    addresses.add(event.address());
                }
            }
        }

        String from() {
            return addresses.stream().map(UsageReport::shown).collect(Collectors.joining(" "))
                    + (moreAddresses ? " …" : "");
        }
    }

    /// @param since from when on events were looked for
    UsageReport(Arn key, Instant since, Instant now) {
        this.key = key;
        this.since = since;
        this.now = now;
    }

    /// Adds an event, in any order.
    void add(FoundEvent event) {
        calls++;
        boolean use = event.errorCode() == null
                && event.eventSource().equals("kms.amazonaws.com")
                && CRYPTOGRAPHIC.contains(event.eventName());
        if (use) {
            uses++;
            if (lastUse == null || !event.eventTime().isBefore(lastUse.eventTime())) {
                lastUse = event;
            }
        }
        What what = new What(event.principal(), event.eventName(), event.errorCode());
        Row row = rows.get(what);
        if (row == null && rows.size() < ROWS_MAX) {
            row = new Row(what);
            rows.put(what, row);
        }
        if (row != null) {
            row.add(event);
        }
    }

    /// Returns whether no event was added.
    boolean isEmpty() {
        return calls == 0;
    }

    /// Notes the last use that the server knows of. The log may begin later, or be of another machine.
    void noted(KeyUses.@Nullable Use use) {
        noted = use;
    }

    /// Notes whether all events were added.
    void isWhole(boolean all) {
        whole = all;
    }

    /// Notes that the key does not exist any more.
    void isDeleted() {
        there = false;
    }

    void print(PrintWriter out) {
        out.println(key + (there ? "" : " (deleted)"));
        Map<String, List<Row>> byPrincipal = shownRows().stream()
                .collect(Collectors.groupingBy(row -> row.what.principal, LinkedHashMap::new, Collectors.toList()));
        byPrincipal.forEach((principal, own) -> {
            out.println();
            out.println(shown(principal));
            own.forEach(row -> out.println("  %-35s %-22s %10d  %s  %s  %s"
                    .formatted(
                            shown(row.what.operation),
                            row.what.error == null ? "" : shown(row.what.error),
                            row.calls,
                            TIME.format(row.first),
                            TIME.format(row.last),
                            row.from())
                    .stripTrailing()));
        });
        out.println();
        if (hidden() > 0) {
            out.println("There are " + hidden() + " more calls, of principals that are not listed.");
        }
        out.println(verdict());
    }

    void printJson(PrintWriter out) {
        JsonBytes json = new JsonBytes(4096).beginObject();
        json.name("key").value(key.toString());
        json.name("exists").value(there);
        json.name("since").value(since.toString());
        json.name("complete").value(whole);
        json.name("calls").value(calls);
        json.name("uses").value(uses);
        FoundEvent last = lastUse;
        if (last != null) {
            json.name("lastUse").beginObject();
            json.name("time").value(last.eventTime().toString());
            json.name("operation").value(last.eventName());
            json.name("principal").value(last.principal());
            json.name("eventID").value(last.eventId()).endObject();
        }
        json.name("rows").beginArray();
        for (Row row : shownRows()) {
            json.beginObject();
            json.name("principal").value(row.what.principal);
            json.name("operation").value(row.what.operation);
            if (row.what.error != null) {
                json.name("errorCode").value(row.what.error);
            }
            json.name("calls").value(row.calls);
            json.name("first").value(row.first.toString());
            json.name("last").value(row.last.toString());
            json.name("addresses").beginArray();
            row.addresses.forEach(json::value);
            json.endArray().name("moreAddresses").value(row.moreAddresses).endObject();
        }
        json.endArray().name("callsNotListed").value(hidden());
        json.name("verdict").value(verdict()).endObject();
        out.println(new String(json.toByteArray(), StandardCharsets.UTF_8));
    }

    /// The principals whose calls are the latest come first.
    private List<Row> shownRows() {
        Map<String, Instant> latest = new HashMap<>();
        rows.values().forEach(row -> latest.merge(row.what.principal, row.last, (a, b) -> a.isAfter(b) ? a : b));
        Comparator<Row> order = Comparator.<Row, Instant>comparing(
                        row -> latest.getOrDefault(row.what.principal, row.last))
                .reversed()
                .thenComparing(row -> row.what.principal)
                .thenComparing(row -> row.what.operation)
                .thenComparing(row -> String.valueOf(row.what.error));
        return rows.values().stream().sorted(order).limit(SHOWN_MAX).toList();
    }

    private long hidden() {
        long shown = shownRows().stream().mapToLong(row -> row.calls).sum();
        return calls - shown;
    }

    /// Answers the question in words.
    private String verdict() {
        String reach = whole ? "" : " There are older calls that were not looked at: give --days.";
        FoundEvent last = lastUse;
        KeyUses.Use known = noted;
        if (known != null
                && (last == null || known.time().isAfter(last.eventTime().plusSeconds(1)))) {
            return verdict(known.time(), known.operation() + ", as the server has noted,") + reach;
        }
        if (last == null) {
            return "Not used: there is no cryptographic use of this key since " + TIME.format(since) + " UTC, "
                    + (whole ? "where this log begins or the days that were asked for." : "as far as was looked at.")
                    + reach;
        }
        return verdict(last.eventTime(), last.eventName() + " by " + shown(last.principal())) + reach;
    }

    private String verdict(Instant time, String what) {
        long ago = Math.max(0, Duration.between(time, now).toDays());
        String when = ago == 0 ? "less than a day ago" : ago == 1 ? "a day ago" : ago + " days ago";
        return (Duration.between(time, now).compareTo(RECENT) <= 0
                        ? "Still used: the last use was "
                        : "Not used for " + ago + " days: the last use was ")
                + what + " at " + TIME.format(time) + " UTC, " + when + ".";
    }

    /// SAFE: callers choose names of sessions.
    private static String shown(String text) {
        return Printable.of(text, TEXT_CHARACTERS_MAX);
    }
}
