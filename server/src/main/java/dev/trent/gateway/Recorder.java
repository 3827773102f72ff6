package dev.trent.gateway;

import dev.trent.audit.Allowance;
import dev.trent.audit.CallRecord;
import dev.trent.audit.ConsequenceRecord;
import dev.trent.audit.Journal;
import dev.trent.audit.JournalException;
import dev.trent.audit.Ledger;
import dev.trent.audit.Line;
import dev.trent.audit.ServiceEvent;
import dev.trent.audit.ServiceRecord;
import dev.trent.audit.SignInEvent;
import dev.trent.audit.SignInRecord;
import dev.trent.aws.AwsError;
import dev.trent.aws.Call;
import dev.trent.aws.Loop;
import dev.trent.aws.Partition;
import dev.trent.aws.Spares;
import dev.trent.call.Consequence;
import dev.trent.call.Invocation;
import dev.trent.call.Shown;
import dev.trent.store.Change;
import dev.trent.wire.JsonBytes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Puts each call on record before it is answered.
///
/// A record is made first, and appended then. Only the making charges the call, and it may leave a loop only
/// before that. So a call is charged once, whichever thread appends.
public final class Recorder {
    private static final int RECORD_BYTES = 1536;

    private static final String MISSED = "RefusedCallsNotRecorded";
    private static final Duration MISSED_TOLD_EVERY = Duration.ofMinutes(1);

    /// A record that is made and charged, and not appended yet.
    ///
    /// @param copies the records of the same call for other accounts
    record Entry(Invocation invocation, String eventId, JsonBytes line, List<Copy> copies) {
        private List<Line> others() {
            return copies.isEmpty()
                    ? List.of()
                    : copies.stream().map(Copy::line).toList();
        }
    }

    /// The record of a call for another account than the caller's.
    record Copy(String account, Line line) {}

    private final Journal journal;
    private final Ledger ledger;
    private final RequestIds ids;
    private final Allowance refused;
    private final Fitness fitness;
    private final Successes successes;
    private final CallRecord record = new CallRecord();
    private final Spares<JsonBytes> lines = new Spares<>(() -> new JsonBytes(RECORD_BYTES));
    private final UnknownCallers unknown;
    private final AtomicReference<Instant> missedTold = new AtomicReference<>(Instant.EPOCH);

    /// Makes a recorder.
    ///
    /// @param refused the bytes that the refused calls of each account may add to the log
    /// @param successes gets each successful call that changes nothing
    public Recorder(
            Journal journal, Ledger ledger, RequestIds ids, Allowance refused, Fitness fitness, Successes successes) {
        this.journal = journal;
        this.ledger = ledger;
        this.ids = ids;
        this.refused = refused;
        this.fitness = fitness;
        this.successes = successes;
        this.unknown = new UnknownCallers(journal, ids::next);
    }

    String nextId() {
        return ids.next();
    }

    /// Refuses a change while records cannot be written, because its effect would have no record. Refuses a
    /// change while the disk has little space. Refuses every call if a file in use was removed or replaced,
    /// until the file is back.
    void requireFitFor(Endpoint<?, ?> endpoint) {
        if (!fitness.mayAnswer()) {
            throw AwsError.KMS_INTERNAL.because("A file of the server was removed or replaced; its log tells which.");
        }
        if (endpoint.readOnly()) {
            return;
        }
        if (!journal.healthy()) {
            throw AwsError.KMS_INTERNAL.because("The audit log cannot be written. The request can be retried.");
        }
        if (!fitness.mayChange()) {
            throw AwsError.KMS_INTERNAL.because(
                    "The server's disk is nearly full, and changes are refused until it has space again.");
        }
    }

    /// Makes the record of a call. Returns null if the call was refused and its account has used up the
    /// allowance for refused calls. Then the call is only counted, and must be answered as throttled.
    ///
    /// @param mayHaveActed whether the call may have changed something although it is refused
    /// @throws dev.trent.audit.JournalException if refused calls without a record are to be told of, and that
    ///     fails
    @Nullable
    Entry entry(Invocation invocation, boolean mayHaveActed) {
        if (invocation.refusal() != null) {
            tellMissed(invocation.time(), invocation.partition());
        }
        JsonBytes line = lines.take().clear();
        String eventId = ids.next();
        List<String> others = others(invocation);
        if (!others.isEmpty()) {
            String shared = ids.next();
            record.writeShared(line, invocation, eventId, invocation.caller().account(), shared);
            return new Entry(invocation, eventId, line, copies(invocation, others, shared));
        }
        int charged = record.write(line, invocation, eventId);
        boolean refusal = invocation.refusal() != null;
        return refusal && !mayHaveActed && !refused.take(invocation.caller().account(), charged)
                ? null
                : new Entry(invocation, eventId, line, List.of());
    }

    /// Returns the other accounts that get a record of a call. A refusal is on record in the caller's account
    /// alone.
    private static List<String> others(Invocation invocation) {
        return invocation.refusal() == null ? invocation.otherAccounts() : List.of();
    }

    private List<Copy> copies(Invocation invocation, List<String> accounts, String shared) {
        return accounts.stream()
                .map(account -> new Copy(account, line(invocation, account, shared)))
                .toList();
    }

    private Line line(Invocation invocation, String account, String shared) {
        JsonBytes line = new JsonBytes(RECORD_BYTES);
        String eventId = ids.next();
        record.writeShared(line, invocation, eventId, account, shared);
        return Line.of(eventId, line);
    }

    /// Appends a record, and returns once it is on disk.
    ///
    /// @throws dev.trent.audit.JournalException if the record is not known to be on disk
    void append(Entry entry) {
        Loop.leave();
        journal.append(entry.line.array(), entry.line.length(), entry.others());
        keep(entry.line);
        succeeded(entry.invocation, entry.eventId, entry.copies);
    }

    /// Appends a record without waiting. [#flush] has it written.
    ///
    /// @param done is told once, by another thread: null if the record is on disk. It must not wait or throw
    /// @return false if the journal has no room now; then nothing was appended, and `done` is not called
    boolean append(Entry entry, Consumer<@Nullable JournalException> done) {
        return kept(
                entry, journal.append(entry.line.array(), entry.line.length(), entry.others(), recorded(entry, done)));
    }

    /// Appends a record without waiting. It is written with others, or alone after some time.
    ///
    /// @param patienceNanos the time in nanoseconds
    /// @param done as above
    /// @return as above
    boolean append(Entry entry, long patienceNanos, Consumer<@Nullable JournalException> done) {
        return kept(
                entry,
                journal.append(
                        entry.line.array(), entry.line.length(), entry.others(), patienceNanos, recorded(entry, done)));
    }

    private Consumer<@Nullable JournalException> recorded(Entry entry, Consumer<@Nullable JournalException> done) {
        Invocation invocation = entry.invocation;
        String eventId = entry.eventId;
        List<Copy> copies = entry.copies;
        return lost -> {
            if (lost == null) {
                succeeded(invocation, eventId, copies);
            }
            done.accept(lost);
        };
    }

    private boolean kept(Entry entry, boolean appended) {
        if (appended) {
            keep(entry.line);
        }
        return appended;
    }

    /// The journal has a copy of the line.
    private void keep(JsonBytes line) {
        if (line.isSmall()) {
            lines.giveBack(line);
        }
    }

    /// Has the records written that were appended without waiting.
    void flush() {
        journal.flush();
    }

    private void succeeded(Invocation invocation, String eventId, List<Copy> copies) {
        if (invocation.refusal() == null) {
            successes.recorded(invocation, invocation.caller().account(), eventId);
            for (Copy copy : copies) {
                successes.recorded(invocation, copy.account, copy.line.eventId());
            }
        }
    }

    /// Makes a change together with the record of its call, and returns the answer once both are on disk.
    ///
    /// @param elements returns the part of an answer that records show; null for nothing
    /// @throws dev.trent.audit.JournalException if the change is stored, and its record is not known to be in
    ///     the log yet. The record will follow
    <R> R write(Change<R> change, Invocation invocation, Function<R, byte @Nullable []> elements) {
        // This is done outside the transaction, because inside it all other changes would wait.
        try {
            Shown parameters = invocation.requestParameters();
            Shown written = Shown.of(parameters.within(CallRecord.ELEMENTS_BYTES_MAX), parameters);
            invocation.asks(written);
            invocation.elsewhere().forEach(part -> part.asks(written));
        } catch (RuntimeException | Error accident) {
            change.abandon();
            throw accident;
        }
        R answer = ledger.writeAll(change, result -> {
            invocation.answers(elements.apply(result));
            List<Line> lines = new ArrayList<>(1);
            addLines(lines, invocation);
            invocation.elsewhere().forEach(part -> addLines(lines, part));
            for (Consequence act : invocation.consequences()) {
                lines.add(ConsequenceRecord.of(act, invocation.time(), invocation.requestId(), ids.next()));
            }
            return lines;
        });
        invocation.recorded();
        return answer;
    }

    /// Adds the record for the caller's account, and those for other accounts.
    private void addLines(List<Line> lines, Invocation invocation) {
        List<String> others = others(invocation);
        if (!others.isEmpty()) {
            String shared = ids.next();
            lines.add(line(invocation, invocation.caller().account(), shared));
            others.forEach(account -> lines.add(line(invocation, account, shared)));
            return;
        }
        JsonBytes line = new JsonBytes(RECORD_BYTES);
        String eventId = ids.next();
        record.write(line, invocation, eventId);
        lines.add(Line.of(eventId, line));
    }

    /// Makes a change together with the records of what was done at the sign-in.
    ///
    /// @param events makes them from the result; it runs in the transaction
    /// @throws dev.trent.audit.JournalException if the change is stored, and its record is not known to be in
    ///     the log yet. The record will follow
    public <R extends @Nullable Object> R signedIn(Change<R> change, Function<R, List<SignInEvent>> events) {
        return ledger.writeAll(
                change,
                result -> events.apply(result).stream()
                        .map(event -> SignInRecord.of(event, ids.next()))
                        .toList());
    }

    /// Records that somebody has tried to sign in as a user of an account. Returns false if the account has used up
    /// the allowance for refused calls. Then the attempt is only counted.
    ///
    /// @throws dev.trent.audit.JournalException if the record is not known to be on disk
    public boolean signInTried(SignInEvent event, Partition partition) {
        tellMissed(event.time(), partition);
        Line line = SignInRecord.of(event, ids.next());
        if (!refused.takeForStranger(event.who().account(), line.bytes().length)) {
            return false;
        }
        journal.append(line.bytes(), line.bytes().length);
        return true;
    }

    /// Counts a call that failed before its caller was known.
    public void countUnknown(Call call, AwsError error, Instant now) {
        unknown.count(call, error, now);
    }

    /// Records how many calls failed before their caller was known. Nothing is recorded while the disk has
    /// little space: anybody can make such calls.
    ///
    /// @param all whether the server stops; else only the numbers that are due are recorded
    /// @throws dev.trent.audit.JournalException if that is not known to be on disk
    public void recordUnknown(Instant now, Partition partition, boolean all) {
        if (fitness.mayChange()) {
            unknown.tell(now, partition, all);
        }
    }

    /// Records the number of refused calls that were not recorded, at most once a minute.
    private void tellMissed(Instant now, Partition partition) {
        Instant last = missedTold.get();
        if (now.isBefore(last.plus(MISSED_TOLD_EVERY))) {
            return;
        }
        Loop.leave();
        if (missedTold.compareAndSet(last, now)) {
            recordMissed(now, partition);
        }
    }

    /// Records, for each account, the number of refused calls that were not recorded since the last time.
    ///
    /// @throws dev.trent.audit.JournalException if that is not known to be on disk
    public void recordMissed(Instant now, Partition partition) {
        for (Map.Entry<String, Long> missed : refused.missed().entrySet()) {
            ServiceEvent event = new ServiceEvent(
                    ServiceEvent.KMS,
                    MISSED,
                    partition.usualRegion(),
                    now,
                    missed.getKey(),
                    ServiceEvent.INTERNAL,
                    List.of(),
                    new TreeMap<>(Map.of("count", missed.getValue().toString())),
                    null);
            JsonBytes line = new JsonBytes(RECORD_BYTES);
            ServiceRecord.write(line, event, ids.next());
            journal.append(line.array(), line.length());
        }
    }
}
