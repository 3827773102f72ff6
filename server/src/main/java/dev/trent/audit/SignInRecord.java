package dev.trent.audit;

import dev.trent.aws.Origin;
import dev.trent.wire.JsonBytes;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/// Writes the CloudTrail record of an event of the sign-in, an `AwsConsoleSignIn`, as a line of JSON.
///
/// Source: AWS CloudTrail User Guide, "AWS Management Console sign-in events".
public final class SignInRecord {
    private static final int RECORD_BYTES = 1536;
    private static final int HEADER_BYTES_MAX = 256;

    private SignInRecord() {}

    /// Returns the record.
    ///
    /// @param eventId a lower-case UUID, unique for each record
    public static Line of(SignInEvent event, String eventId) {
        JsonBytes out = new JsonBytes(RECORD_BYTES);
        write(out, event, eventId);
        return Line.of(eventId, out);
    }

    private static void write(JsonBytes out, SignInEvent event, String eventId) {
        Origin origin = event.origin();
        out.beginObject().name("eventVersion").value(CallRecord.VERSION);
        writeIdentity(out, event.who());
        out.name("eventTime").value(event.time().truncatedTo(ChronoUnit.SECONDS).toString());
        out.name("eventSource").value("signin.amazonaws.com");
        out.name("eventName").value(event.name());
        out.name("awsRegion").value(event.region());
        out.name("sourceIPAddress").value(origin.address());
        out.name("userAgent").value(JsonBytes.fitting(origin.userAgent(), HEADER_BYTES_MAX));
        if (!event.success()) {
            out.name("errorMessage").value("Failed authentication");
        }
        out.name("requestParameters").nullValue();
        out.name("responseElements").beginObject();
        out.name(event.name()).value(event.success() ? "Success" : "Failure").endObject();
        out.name("additionalEventData").beginObject();
        event.details().forEach((name, value) -> out.name(name).value(CallRecord.cut(value)));
        out.endObject();
        out.name("eventID").value(eventId);
        out.name("readOnly").value(false);
        out.name("eventType").value("AwsConsoleSignIn");
        out.name("managementEvent").value(true);
        out.name("recipientAccountId").value(event.who().account());
        out.name("eventCategory").value("Management");
        CallRecord.writeTls(out, origin.tls(), JsonBytes.fitting(origin.host(), HEADER_BYTES_MAX));
        out.endObject().line();
    }

    private static void writeIdentity(JsonBytes out, SignInEvent.Who who) {
        out.name("userIdentity").beginObject();
        out.name("type").value(who.type().name());
        writeText(out, "principalId", who.principalId());
        writeText(out, "arn", who.arn());
        out.name("accountId").value(who.account());
        writeText(out, "accessKeyId", who.accessKeyId());
        writeText(out, "userName", who.userName());
        out.endObject();
    }

    private static void writeText(JsonBytes out, String name, @Nullable String text) {
        if (text != null) {
            out.name(name).value(text);
        }
    }
}
