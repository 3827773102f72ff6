package dev.trent.audit;

import dev.trent.aws.Loop;
import dev.trent.store.Change;
import dev.trent.store.Store;
import dev.trent.store.UnconfirmedException;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The only way for an act to change stored facts: the change and its record are one commit.
///
/// INVARIANT: an answered act has exactly one record in the log. An act without an answer has a record if and
/// only if it took effect; at the latest, the record is there when [#deliver] has returned.
public final class Ledger implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Ledger.class);

    private final Store store;
    private final Outbox outbox;
    private final StoredHead head;
    private final Consumer<Step> seam;

    /// The points at which a write may be interrupted. Tests let a process die at them.
    enum Step {
        COMMITTED,
        DELIVERED
    }

    private record Written<R extends @Nullable Object>(R result, List<Line> lines) {}

    /// Makes a ledger.
    public Ledger(Store store, Journal journal, InstantSource clock) {
        this(store, journal, clock, _ -> {});
    }

    Ledger(Store store, Journal journal, InstantSource clock, Consumer<Step> seam) {
        this.store = store;
        this.outbox = new Outbox(store, journal, clock);
        this.head = new StoredHead(store, journal, clock);
        this.seam = seam;
    }

    /// Returns how many records of changes are not known to be in the log yet. Those of the latest changes are among
    /// them.
    public long undelivered() {
        return outbox.waiting();
    }

    /// Makes a change together with its record, and returns its result once the record is on disk.
    ///
    /// @param record makes the record from the result; it runs in the transaction
    /// @throws JournalException if the change is stored, but its record may not be in the log yet; [#deliver]
    ///     writes it later
    /// @throws UnconfirmedException if it is not certain that the change is stored; the log will have its
    ///     record if and only if it is
    public <R extends @Nullable Object> R write(Change<R> change, Function<R, Line> record) {
        return writeAll(change, result -> List.of(record.apply(result)));
    }

    /// As [#write], for an act with several records.
    public <R extends @Nullable Object> R writeAll(Change<R> change, Function<R, List<Line>> records) {
        Loop.leave();
        List<Line> last = new ArrayList<>(1);
        try {
            Written<R> written = store.write(tx -> {
                leave(last);
                R result = change.in(tx);
                last.addAll(records.apply(result));
                last.forEach(line -> outbox.put(tx, line));
                head.put(tx);
                return new Written<>(result, List.copyOf(last));
            });
            seam.accept(Step.COMMITTED);
            written.lines.forEach(outbox::deliver);
            seam.accept(Step.DELIVERED);
            return written.result;
        } catch (RuntimeException | Error failure) {
            leave(last);
            change.abandon();
            throw failure;
        }
    }

    private void leave(List<Line> lines) {
        lines.forEach(outbox::leave);
        lines.clear();
    }

    /// Stores where the log has begun. To be called before the first change.
    public void begin() {
        storeHead();
    }

    /// Stores the last record of the log, without a change.
    void storeHead() {
        head.put();
    }

    /// Writes the records that are missing in the log after a crash or a failure of the log. Does nothing if
    /// none is missing. May be repeated.
    ///
    /// @throws IOException if the log cannot be read
    /// @throws JournalException if it cannot be written
    public void deliver() throws IOException {
        outbox.deliver();
    }

    /// Deletes the delivered records from the outbox, so that the next start does not search the log for them.
    ///
    /// SAFE: it catches broadly, because everything else must still be closed. If it fails, the next start
    /// searches the log.
    @Override
    public void close() {
        try {
            outbox.takeOut();
            head.put();
        } catch (RuntimeException | AssertionError failure) {
            LOG.warn("Delivered records stay in the outbox until the next start: {}", failure.getMessage());
        }
    }
}
