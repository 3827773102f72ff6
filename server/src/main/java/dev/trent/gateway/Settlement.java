package dev.trent.gateway;

import dev.trent.audit.JournalException;
import dev.trent.aws.AwsError;
import dev.trent.aws.AwsException;
import dev.trent.aws.Reply;
import dev.trent.call.Invocation;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Puts a performed call on record, and gives its reply out after that. An answer without a record is not given.
final class Settlement {
    private static final String THROTTLED = "You have exceeded the rate at which calls of your account may be refused."
            + " Reduce the frequency of your calls.";

    private final Recorder recorder;
    private final Troubles troubles;
    private final View view;

    Settlement(Recorder recorder, Troubles troubles, View view) {
        this.recorder = recorder;
        this.troubles = troubles;
        this.view = view;
    }

    /// Records the call, unless it is recorded already, and returns its reply. It waits, and it never throws.
    Reply settle(Outcome outcome) {
        Invocation invocation = outcome.invocation();
        if (invocation == null) {
            return outcome.reply();
        }
        if (invocation.isRecorded()) {
            return settled(outcome, invocation, null);
        }
        try {
            Recorder.Entry entry = recorder.entry(invocation, outcome.mayHaveActed());
            return entry == null ? throttled(outcome, invocation) : appended(outcome, entry);
        } catch (JournalException lost) {
            return settled(outcome, invocation, lost);
        } catch (RuntimeException | Error accident) {
            return broken(outcome, invocation, accident);
        }
    }

    /// Records the call and has its reply sent, without waiting.
    ///
    /// @param elsewhere does what has to wait
    void settle(Outcome outcome, Consumer<Reply> send, Executor elsewhere) {
        Invocation invocation = outcome.invocation();
        if (invocation == null) {
            send.accept(outcome.reply());
            return;
        }
        Recorder.Entry entry;
        boolean appended;
        try {
            entry = recorder.entry(invocation, outcome.mayHaveActed());
            appended = entry != null && recorder.append(entry, lost -> send.accept(settled(outcome, invocation, lost)));
        } catch (RuntimeException | Error _) {
            // Either the entry leaves the loop before it has any effect, or this is a defect. The other thread
            // finds the defect too, and may wait for the log.
            elsewhere.execute(() -> send.accept(settle(outcome)));
            return;
        }
        if (entry == null) {
            send.accept(throttled(outcome, invocation));
        } else if (!appended) {
            // The journal has no room.
            elsewhere.execute(() -> send.accept(appended(outcome, entry)));
        }
    }

    /// Records the call. It waits only if the journal has no room, and it never throws.
    ///
    /// @param patienceNanos how long the record may wait for others, in nanoseconds
    /// @param send gets the reply once the record is on disk, if it is not returned
    /// @return the reply; null if `send` gets it
    @Nullable
    Reply settle(Outcome outcome, long patienceNanos, Consumer<Reply> send) {
        Invocation invocation = outcome.invocation();
        if (invocation == null || invocation.isRecorded()) {
            return settle(outcome);
        }
        try {
            Recorder.Entry entry = recorder.entry(invocation, outcome.mayHaveActed());
            if (entry == null) {
                return throttled(outcome, invocation);
            }
            return recorder.append(entry, patienceNanos, lost -> send.accept(settled(outcome, invocation, lost)))
                    ? null
                    : appended(outcome, entry);
        } catch (JournalException lost) {
            return settled(outcome, invocation, lost);
        } catch (RuntimeException | Error accident) {
            return broken(outcome, invocation, accident);
        }
    }

    private Reply appended(Outcome outcome, Recorder.Entry entry) {
        try {
            recorder.append(entry);
            return settled(outcome, entry.invocation(), null);
        } catch (JournalException lost) {
            return settled(outcome, entry.invocation(), lost);
        } catch (RuntimeException | Error accident) {
            return broken(outcome, entry.invocation(), accident);
        }
    }

    /// @param lost the failure of the record; null if it is on disk
    private Reply settled(Outcome outcome, Invocation invocation, @Nullable JournalException lost) {
        if (lost == null) {
            view.show(outcome.begun(), invocation, invocation.refusal());
            return outcome.reply();
        }
        troubles.withholds(lost);
        return withheld(outcome, invocation);
    }

    private Reply broken(Outcome outcome, Invocation invocation, Throwable accident) {
        troubles.tell(invocation.requestId(), accident);
        return withheld(outcome, invocation);
    }

    private Reply withheld(Outcome outcome, Invocation invocation) {
        outcome.reply().body().discard();
        return instead(outcome, invocation, Troubles.internal());
    }

    private Reply throttled(Outcome outcome, Invocation invocation) {
        return instead(outcome, invocation, AwsError.THROTTLING.because(THROTTLED));
    }

    private Reply instead(Outcome outcome, Invocation invocation, AwsException refusal) {
        view.show(outcome.begun(), invocation, refusal);
        return outcome.protocol().refusal(refusal, invocation.requestId());
    }
}
