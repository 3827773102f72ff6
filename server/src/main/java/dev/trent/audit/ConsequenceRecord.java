package dev.trent.audit;

import dev.trent.aws.Arn;
import dev.trent.call.Consequence;
import dev.trent.wire.JsonBytes;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// Writes the records of what the service does to keys by itself.
///
/// Source: AWS KMS Developer Guide, "RotateKey", "DeleteKey", "DeleteExpiredKeyMaterial" and
/// "SynchronizeMultiRegionKey".
public final class ConsequenceRecord {
    private static final int RECORD_BYTES = 1024;

    private ConsequenceRecord() {}

    /// Returns the record.
    ///
    /// @param requestId the id of the call that has brought it about, or a new one
    /// @param eventId a lower-case UUID, unique for each record
    public static Line of(Consequence consequence, Instant time, String requestId, String eventId) {
        JsonBytes out = new JsonBytes(RECORD_BYTES);
        switch (consequence) {
            case Consequence.Event event -> ServiceRecord.write(out, event(event, time), eventId);
            case Consequence.Synchronization synchronization -> write(out, synchronization, time, requestId, eventId);
        }
        return Line.of(eventId, out);
    }

    private static ServiceEvent event(Consequence.Event event, Instant time) {
        Arn key = event.key();
        SortedMap<String, String> details = new TreeMap<>(event.details());
        details.put("keyId", key.resource().substring(key.resource().indexOf('/') + 1));
        return new ServiceEvent(
                ServiceEvent.KMS,
                event.name(),
                key.region(),
                time,
                key.account(),
                ServiceEvent.INTERNAL,
                List.of(key),
                details,
                null);
    }

    /// CloudTrail calls this one a call, and its resources are the primary key alone.
    private static void write(
            JsonBytes out, Consequence.Synchronization act, Instant time, String requestId, String eventId) {
        Arn replica = act.replica();
        out.beginObject().name("eventVersion").value(CallRecord.VERSION);
        out.name("userIdentity").beginObject();
        out.name("accountId").value(replica.account());
        out.name("invokedBy").value(ServiceEvent.INTERNAL).endObject();
        out.name("eventTime").value(time.truncatedTo(ChronoUnit.SECONDS).toString());
        out.name("eventSource").value(ServiceEvent.KMS);
        out.name("eventName").value("SynchronizeMultiRegionKey");
        out.name("awsRegion").value(replica.region());
        out.name("sourceIPAddress").value(ServiceEvent.INTERNAL);
        out.name("userAgent").value(ServiceEvent.INTERNAL);
        out.name("requestParameters").nullValue();
        out.name("responseElements").beginObject();
        out.name("keyId").value(replica.toString()).endObject();
        out.name("requestID").value(requestId);
        out.name("eventID").value(eventId);
        out.name("readOnly").value(false);
        CallRecord.writeResources(out, List.of(act.primary()));
        out.name("eventType").value("AwsApiCall");
        out.name("managementEvent").value(true);
        out.name("recipientAccountId").value(replica.account());
        out.name("eventCategory").value("Management");
        out.endObject().line();
    }
}
