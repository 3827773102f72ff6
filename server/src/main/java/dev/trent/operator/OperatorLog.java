package dev.trent.operator;

import dev.trent.audit.Journal;
import dev.trent.audit.Line;
import dev.trent.audit.ServiceEvent;
import dev.trent.audit.ServiceRecord;
import dev.trent.aws.AwsError;
import dev.trent.aws.AwsException;
import dev.trent.aws.Partition;
import dev.trent.gateway.RequestIds;
import dev.trent.wire.JsonBytes;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Records the acts of an operator before they are acknowledged.
final class OperatorLog {
    static final String CREATE_ACCOUNT = "CreateAccount";
    static final String CREATE_ROOT_CREDENTIAL = "CreateRootCredential";
    static final String CREATE_CONSOLE_LINK = "CreateConsoleLink";
    static final String REVOKE_ROOT_CREDENTIAL = "RevokeRootCredential";
    static final String REVOKE_SESSIONS = "RevokeSessions";
    static final String ADOPT_ROWS = "AdoptRows";
    static final String ACCEPT_AUDIT_LOG = "AcceptAuditLog";

    /// The name of the detail that is an access key's id.
    static final String ACCESS_KEY_ID = "accessKeyId";

    private static final String SOURCE = "iam.amazonaws.com";
    private static final int RECORD_BYTES = 1024;

    private final Journal journal;
    private final RequestIds ids;
    private final InstantSource clock;
    private final Partition partition;
    private final Operator operator;

    OperatorLog(Journal journal, RequestIds ids, InstantSource clock, Partition partition, Operator operator) {
        this.journal = journal;
        this.ids = ids;
        this.clock = clock;
        this.partition = partition;
        this.operator = operator;
    }

    /// Refuses a change while records cannot be written: its effect would be there without its record.
    void requireHealthy() {
        if (!journal.healthy()) {
            throw AwsError.SERVICE_UNAVAILABLE.because("The audit log cannot be written: nothing was changed.");
        }
    }

    /// Returns once the record of an act without a change, or of a refusal, is on disk.
    ///
    /// @param account null if it is not known
    /// @param what further facts of the act
    /// @throws dev.trent.audit.JournalException if it is not known to be
    void record(String eventName, @Nullable String account, Map<String, String> what, @Nullable AwsException refusal) {
        Line line = line(eventName, account, what, refusal);
        journal.append(line.bytes(), line.bytes().length);
    }

    /// Returns the record of an act.
    ///
    /// @param account null if it is not known
    /// @param what further facts of the act
    /// @param refusal null if the act was done
    Line line(String eventName, @Nullable String account, Map<String, String> what, @Nullable AwsException refusal) {
        ServiceEvent event = new ServiceEvent(
                SOURCE,
                eventName,
                partition.usualRegion(),
                clock.instant(),
                account,
                operator.invokedBy(),
                List.of(),
                details(account, what),
                refusal);
        JsonBytes line = new JsonBytes(RECORD_BYTES);
        String eventId = ids.next();
        ServiceRecord.write(line, event, eventId);
        return Line.of(eventId, line);
    }

    private static SortedMap<String, String> details(@Nullable String account, Map<String, String> what) {
        SortedMap<String, String> details = new TreeMap<>(what);
        if (account != null) {
            details.put("accountId", account);
        }
        return details;
    }
}
