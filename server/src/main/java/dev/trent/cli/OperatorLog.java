package dev.trent.cli;

import dev.trent.audit.Journal;
import dev.trent.audit.ServiceEvent;
import dev.trent.audit.ServiceRecord;
import dev.trent.aws.AwsError;
import dev.trent.aws.AwsException;
import dev.trent.gateway.RequestIds;
import dev.trent.wire.JsonBytes;
import java.time.InstantSource;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Puts what an operator does on record before it is acknowledged.
final class OperatorLog {
    static final String CREATE_ACCOUNT = "CreateAccount";
    static final String CREATE_ROOT_CREDENTIAL = "CreateRootCredential";
    static final String REVOKE_ROOT_CREDENTIAL = "RevokeRootCredential";

    private static final String SOURCE = "iam.amazonaws.com";
    private static final String REGION = "us-east-1";
    private static final int RECORD_BYTES = 1024;

    private final Journal journal;
    private final RequestIds ids;
    private final InstantSource clock;
    private final Operator operator;

    OperatorLog(Journal journal, RequestIds ids, InstantSource clock, Operator operator) {
        this.journal = journal;
        this.ids = ids;
        this.clock = clock;
        this.operator = operator;
    }

    /// Refuses a change while records cannot be written: its effect would be there without its record.
    void requireHealthy() {
        if (!journal.healthy()) {
            throw AwsError.SERVICE_UNAVAILABLE.because("The audit log cannot be written: nothing was changed.");
        }
    }

    /// Returns once the record is on disk.
    ///
    /// @param account null if it is not known
    /// @param accessKeyId null if the act concerns none
    /// @param refusal null if the act was done
    /// @throws dev.trent.audit.JournalException if it is not known to be
    void record(
            String eventName, @Nullable String account, @Nullable String accessKeyId, @Nullable AwsException refusal) {
        ServiceEvent event = new ServiceEvent(
                SOURCE,
                eventName,
                REGION,
                clock.instant(),
                account,
                operator.invokedBy(),
                details(account, accessKeyId),
                refusal);
        JsonBytes line = new JsonBytes(RECORD_BYTES);
        ServiceRecord.write(line, event, ids.next());
        journal.append(line.array(), line.length());
    }

    private static SortedMap<String, String> details(@Nullable String account, @Nullable String accessKeyId) {
        SortedMap<String, String> details = new TreeMap<>();
        put(details, "accountId", account);
        put(details, "accessKeyId", accessKeyId);
        return details;
    }

    private static void put(Map<String, String> details, String name, @Nullable String value) {
        if (value != null) {
            details.put(name, value);
        }
    }
}
