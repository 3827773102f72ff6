package dev.trent.gateway;

import dev.trent.audit.CallRecord;
import dev.trent.audit.Journal;
import dev.trent.audit.Outcome;
import dev.trent.audit.Shown;
import dev.trent.aws.AwsError;
import dev.trent.aws.AwsException;
import dev.trent.aws.Call;
import dev.trent.aws.Invocation;
import dev.trent.wire.JsonBytes;
import org.jspecify.annotations.Nullable;

/// Puts each call on record before it is answered.
public final class Recorder {
    private static final int RECORD_BYTES = 1536;
    private static final String UNNAMED = "Unknown";

    private final Journal journal;
    private final RequestIds ids;
    private final CallRecord record = new CallRecord();

    /// Makes a recorder.
    public Recorder(Journal journal, RequestIds ids) {
        this.journal = journal;
        this.ids = ids;
    }

    /// What a call's record will say beyond the invocation itself; filled in as the call gets on.
    static final class Account {
        private final Call call;
        private final String eventSource;
        private final String eventName;
        private final boolean readOnly;
        private final @Nullable String apiVersion;

        Shown requestParameters = _ -> null;
        byte @Nullable [] responseElements;

        @Nullable
        AwsException refusal;

        Account(Call call, String service, @Nullable Endpoint<?, ?> endpoint, Protocol protocol) {
            String operation = protocol.operation();
            this.call = call;
            this.eventSource = service + ".amazonaws.com";
            this.eventName = endpoint != null ? endpoint.name() : operation != null ? operation : UNNAMED;
            this.readOnly = endpoint == null || endpoint.readOnly();
            this.apiVersion = protocol.apiVersion();
        }
    }

    String nextId() {
        return ids.next();
    }

    /// Refuses a change while records cannot be written: its effect would be there without its record.
    void requireHealthyFor(Endpoint<?, ?> endpoint) {
        if (!endpoint.readOnly() && !journal.healthy()) {
            throw AwsError.KMS_INTERNAL.because("The audit log cannot be written. The request can be retried.");
        }
    }

    /// Returns once the record is on disk.
    ///
    /// @throws dev.trent.audit.JournalException if it is not known to be
    void record(Invocation invocation, Account account) {
        String host = account.call.headers().first("host");
        JsonBytes line = new JsonBytes(RECORD_BYTES);
        Outcome outcome = new Outcome(
                account.eventSource,
                account.eventName,
                account.readOnly,
                account.apiVersion,
                account.requestParameters,
                account.responseElements,
                account.refusal,
                account.call.tls(),
                host == null ? "" : host);
        record.write(line, invocation, outcome, ids.next());
        journal.append(line.array(), line.length());
    }
}
