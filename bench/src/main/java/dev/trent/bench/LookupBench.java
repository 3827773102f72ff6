package dev.trent.bench;

import dev.trent.audit.CallRecord;
import dev.trent.audit.Journal;
import dev.trent.aws.Arn;
import dev.trent.aws.Caller;
import dev.trent.aws.Origin;
import dev.trent.aws.Session;
import dev.trent.call.Event;
import dev.trent.call.Invocation;
import dev.trent.lookup.Attribute;
import dev.trent.lookup.AttributeKey;
import dev.trent.lookup.EventQuery;
import dev.trent.lookup.Found;
import dev.trent.lookup.FoundEvent;
import dev.trent.lookup.LogPlace;
import dev.trent.lookup.Lookup;
import dev.trent.wire.JsonBytes;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Fills an audit log below the API, and measures how long its index takes and how long first pages take.
///
/// The records are those of calls, written by the same code: sessions of 200 roles, 500 keys, ten operations, 90 days.
/// A log that is there already is used as it is. It runs with the server's own class path.
public final class LookupBench {
    private static final String USAGE = "LookupBench --folder=FOLDER [--records=10000000] [--pages=20]";
    private static final String ACCOUNT = "111122223333";
    private static final String REGION = "eu-central-1";
    private static final Duration DAYS = Duration.ofDays(90);
    private static final int PAGE = 50;
    private static final int ROLES = 200;
    private static final int KEYS = 500;
    private static final long SEED = 20261130;
    private static final List<String> OPERATIONS = List.of(
            "Encrypt",
            "Decrypt",
            "GenerateDataKey",
            "Sign",
            "Verify",
            "DescribeKey",
            "GetPublicKey",
            "GenerateMac",
            "EnableKey",
            "TagResource");

    private final PrintStream out;
    private final Path log;
    private final Path index;
    private final long records;
    private final int pages;
    private final Instant end = Instant.now();
    private final Random random = new Random(SEED);

    private LookupBench(PrintStream out, Path folder, long records, int pages) {
        this.out = out;
        this.log = folder.resolve("audit");
        this.index = folder.resolve("index");
        this.records = records;
        this.pages = pages;
    }

    /// Measures, and prints tables for results.md.
    public static void main(String[] arguments) throws IOException {
        Map<String, String> options = Load.options(arguments);
        String folder = options.get("folder");
        if (folder == null) {
            System.err.println("usage: " + USAGE);
            System.exit(2);
            return;
        }
        new LookupBench(
                        System.out,
                        Path.of(folder),
                        Long.parseLong(options.getOrDefault("records", "10000000")),
                        Integer.parseInt(options.getOrDefault("pages", "20")))
                .run();
    }

    private void run() throws IOException {
        if (Files.notExists(log)) {
            long begun = System.nanoTime();
            try (Journal journal = Journal.open(log, InstantSource.system())) {
                fill(journal);
            }
            out.println(
                    records + " records, " + text(gigabytes(log)) + " GB, written in " + text(seconds(begun)) + " s");
        }
        // The segment is closed by this.
        try (Journal journal = Journal.open(log, InstantSource.system())) {
            long begun = System.nanoTime();
            EventQuery nothing = question(AttributeKey.EventId, "nothing");
            Lookup lookup = lookup(journal);
            int calls = 0;
            long cpuBegun = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            LogPlace at = null;
            do {
                Found found = lookup.find(nothing, at, PAGE);
                at = found.next();
                calls++;
            } while (at != null);
            double built = seconds(begun);
            double cpu = (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - cpuBegun) / 1e3 / records;
            out.println("index made in " + text(built) + " s by " + calls + " look-ups, " + text(cpu)
                    + " µs of a processor and " + text(gigabytes(index) * 1e9 / records) + " bytes for a record");
            measure(journal);
        }
    }

    private void measure(Journal journal) throws IOException {
        Found all = lookup(journal).find(question(null, ""), null, PAGE);
        FoundEvent event = all.events().getLast();
        out.println("| attribute | first page after a start, ms | median of " + pages
                + " more, ms | greatest, ms | events |");
        out.println("| --- | --- | --- | --- | --- |");
        line(journal, "none", question(null, ""));
        for (AttributeKey key : AttributeKey.values()) {
            line(journal, key.name(), question(key, value(key, event)));
        }
        line(journal, "EventId of the first event", question(AttributeKey.EventId, firstId()));
        line(journal, "EventId that nothing has", question(AttributeKey.EventId, "nothing"));
        line(journal, "ResourceName that nothing has", question(AttributeKey.ResourceName, "nothing"));
        line(journal, "EventName, an hour 60 days ago", hour(Duration.ofDays(60)));
        line(journal, "ReadOnly, an hour 30 days ago", question(AttributeKey.ReadOnly, "true", Duration.ofDays(30)));
        line(
                journal,
                "none, of another account",
                new EventQuery("444455556666", REGION, null, Instant.EPOCH, Instant.MAX));
    }

    private EventQuery hour(Duration ago) {
        return question(AttributeKey.EventName, "Sign", ago);
    }

    private EventQuery question(AttributeKey key, String value, Duration ago) {
        Instant from = end.minus(ago);
        return new EventQuery(ACCOUNT, REGION, new Attribute(key, value), from, from.plus(Duration.ofHours(1)));
    }

    private static EventQuery question(@Nullable AttributeKey key, String value) {
        return new EventQuery(
                ACCOUNT, REGION, key == null ? null : new Attribute(key, value), Instant.EPOCH, Instant.MAX);
    }

    private static String value(AttributeKey key, FoundEvent event) {
        return switch (key) {
            case EventId -> event.eventId();
            case EventName -> event.eventName();
            case ReadOnly -> String.valueOf(event.readOnly());
            case Username -> String.valueOf(event.username());
            case ResourceType -> String.valueOf(event.resources().getFirst().type());
            case ResourceName -> event.resources().getFirst().name();
            case EventSource -> event.eventSource();
            case AccessKeyId -> String.valueOf(event.accessKeyId());
        };
    }

    private void line(Journal journal, String name, EventQuery question) {
        Lookup lookup = lookup(journal);
        long begun = System.nanoTime();
        int events = lookup.find(question, null, PAGE).events().size();
        double first = 1e3 * seconds(begun);
        double[] more = new double[pages];
        for (int i = 0; i < pages; i++) {
            begun = System.nanoTime();
            lookup.find(question, null, PAGE);
            more[i] = 1e3 * seconds(begun);
        }
        Arrays.sort(more);
        out.println("| " + name + " | " + text(first) + " | " + text(more[pages / 2]) + " | " + text(more[pages - 1])
                + " | " + events + " |");
    }

    private Lookup lookup(Journal journal) {
        return new Lookup(log, index, journal, new SecureRandom(), () -> true);
    }

    private void fill(Journal journal) {
        CallRecord record = new CallRecord();
        JsonBytes line = new JsonBytes(2048);
        for (long i = 0; i < records; i++) {
            int _ = record.write(line.clear(), call(i), i == 0 ? firstId() : id());
            // The journal has no room while it writes.
            while (!journal.append(line.array(), line.length(), _ -> {})) {
                journal.flush();
                Thread.onSpinWait();
            }
        }
        byte[] last = ("{\"end\":" + records + "}\n").getBytes(StandardCharsets.UTF_8);
        journal.append(last, last.length);
    }

    private static String firstId() {
        return new UUID(1, 1).toString();
    }

    private String id() {
        return new UUID(random.nextLong(), random.nextLong()).toString();
    }

    private Invocation call(long number) {
        int role = random.nextInt(ROLES);
        String operation = OPERATIONS.get(random.nextInt(OPERATIONS.size()));
        String account = random.nextInt(10) == 0 ? "444455556666" : ACCOUNT;
        Instant time = end.minus(DAYS).plus(DAYS.multipliedBy(number).dividedBy(records));
        String session = "worker-" + random.nextInt(20);
        Caller caller = new Caller(
                Caller.Type.AssumedRole,
                account,
                "AROATRENTEXAMPLE%05d:".formatted(role) + session,
                "arn:aws:sts::" + account + ":assumed-role/role-" + role + "/" + session,
                "ASIATRENTEXAMPLE%04d".formatted(random.nextInt(4000)),
                null,
                new Session(
                        time,
                        new Session.Issuer(
                                "Role",
                                "AROATRENTEXAMPLE%05d".formatted(role),
                                "arn:aws:iam::" + account + ":role/role-" + role,
                                account,
                                "role-" + role),
                        null,
                        List.of(),
                        Map.of(),
                        Set.of(),
                        null,
                        false));
        Invocation call = new Invocation(
                caller,
                REGION,
                id(),
                time,
                new Origin("10.0.3.17", null, "aws-sdk-java/2.57.8 md/io#sync lang/java#25", "", "trent.example"),
                () -> false,
                new Event("kms.amazonaws.com", operation, !operation.equals("TagResource"), null));
        String key = new UUID(7, random.nextInt(KEYS)).toString();
        call.touches(Arn.ofKey(REGION, account, key));
        byte[] asked = ("{\"keyId\":\"" + key + "\",\"encryptionContext\":{\"table\":\"ledger\",\"shard\":\""
                        + random.nextInt(1000) + "\"},\"encryptionAlgorithm\":\"SYMMETRIC_DEFAULT\"}")
                .getBytes(StandardCharsets.UTF_8);
        call.asks(_ -> asked);
        return call;
    }

    private static double gigabytes(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            long bytes = 0;
            for (Path file : files.toList()) {
                bytes += Files.size(file);
            }
            return bytes / 1e9;
        }
    }

    private static double seconds(long begun) {
        return (System.nanoTime() - begun) / 1e9;
    }

    private static String text(double figure) {
        return String.format(Locale.ROOT, "%.1f", figure);
    }
}
