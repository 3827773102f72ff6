package dev.trent.audit;

import dev.trent.aws.AwsException;
import dev.trent.wire.JsonBytes;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/// Writes the CloudTrail record of an event without a call, an `AwsServiceEvent`, as a line of JSON.
///
/// Source: AWS CloudTrail User Guide, "Non-API events captured by CloudTrail".
public final class ServiceRecord {
    private ServiceRecord() {}

    /// Writes the record and its line feed.
    ///
    /// @param eventId a lower-case UUID, unique for each record
    public static void write(JsonBytes out, ServiceEvent event, String eventId) {
        out.beginObject().name("eventVersion").value(CallRecord.VERSION);
        out.name("userIdentity").beginObject();
        writeAccount(out, "accountId", event);
        out.name("invokedBy").value(CallRecord.cut(event.invokedBy())).endObject();
        out.name("eventTime").value(event.time().truncatedTo(ChronoUnit.SECONDS).toString());
        out.name("eventSource").value(event.eventSource());
        out.name("eventName").value(event.eventName());
        out.name("awsRegion").value(event.region());
        out.name("sourceIPAddress").value(ServiceEvent.INTERNAL);
        out.name("userAgent").value(ServiceEvent.INTERNAL);
        writeRefusal(out, event);
        out.name("requestParameters").nullValue();
        out.name("responseElements").nullValue();
        out.name("eventID").value(eventId);
        out.name("readOnly").value(false);
        if (!event.resources().isEmpty()) {
            CallRecord.writeResources(out, event.resources());
        }
        out.name("eventType").value("AwsServiceEvent");
        out.name("managementEvent").value(true);
        writeAccount(out, "recipientAccountId", event);
        writeDetails(out, event);
        out.name("eventCategory").value("Management");
        out.endObject().line();
    }

    private static void writeAccount(JsonBytes out, String name, ServiceEvent event) {
        if (event.account() != null) {
            out.name(name).value(event.account());
        }
    }

    private static void writeRefusal(JsonBytes out, ServiceEvent event) {
        AwsException refusal = event.refusal();
        if (refusal == null) {
            return;
        }
        out.name("errorCode").value(refusal.error().queryCode());
        String message = refusal.getMessage();
        if (message != null) {
            out.name("errorMessage").value(CallRecord.cut(message));
        }
    }

    private static void writeDetails(JsonBytes out, ServiceEvent event) {
        out.name("serviceEventDetails").beginObject();
        for (Map.Entry<String, String> detail : event.details().entrySet()) {
            out.name(detail.getKey()).value(CallRecord.cut(detail.getValue()));
        }
        out.endObject();
    }
}
