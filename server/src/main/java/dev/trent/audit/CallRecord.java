package dev.trent.audit;

import dev.trent.aws.Arn;
import dev.trent.aws.AwsError;
import dev.trent.aws.AwsException;
import dev.trent.aws.Invocation;
import dev.trent.aws.TlsFacts;
import dev.trent.wire.JsonBytes;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/// Writes the CloudTrail record of a call as a line of JSON; safe for many threads.
///
/// Source: AWS CloudTrail User Guide, "CloudTrail record contents for management, data, and network
/// activity events".
public final class CallRecord {
    static final String VERSION = "1.11";
    private static final String KEY_TYPE = "AWS::KMS::Key";
    private static final String ROLE_TYPE = "AWS::IAM::Role";
    private static final int TEXT_CHARACTERS_MAX = 1024;
    private static final int PARAMETERS_BYTES_MAX = 100 * 1024;

    private volatile Second second = new Second(Long.MIN_VALUE, "");

    /// A second and how it is written; thousands of records share it.
    private record Second(long epoch, String text) {}

    /// Writes the record and its line feed.
    ///
    /// @param eventId a lower-case UUID, unique for each record
    public void write(JsonBytes out, Invocation call, Outcome outcome, String eventId) {
        out.beginObject().name("eventVersion").value(VERSION);
        UserIdentity.write(out, call.caller());
        out.name("eventTime").value(seconds(call.time()));
        out.name("eventSource").value(outcome.eventSource());
        out.name("eventName").value(outcome.eventName());
        out.name("awsRegion").value(call.region());
        out.name("sourceIPAddress").value(call.origin().address());
        out.name("userAgent").value(cut(call.origin().userAgent()));
        writeRefusal(out, outcome.refusal());
        writeJson(out, "requestParameters", outcome.requestParameters());
        writeJson(out, "responseElements", outcome.responseElements());
        writeAdditionalData(out, call.keyMaterialId(), outcome.refusal());
        out.name("requestID").value(call.requestId());
        out.name("eventID").value(eventId);
        out.name("readOnly").value(outcome.readOnly());
        writeResources(out, call);
        out.name("eventType").value("AwsApiCall");
        if (outcome.apiVersion() != null) {
            out.name("apiVersion").value(outcome.apiVersion());
        }
        out.name("managementEvent").value(true);
        out.name("recipientAccountId").value(call.caller().account());
        out.name("eventCategory").value("Management");
        writeTls(out, outcome.tls(), outcome.host());
        out.endObject().line();
    }

    private static void writeRefusal(JsonBytes out, @Nullable AwsException refusal) {
        if (refusal == null) {
            return;
        }
        boolean denied = refusal.error() == AwsError.ACCESS_DENIED;
        out.name("errorCode").value(denied ? "AccessDenied" : refusal.error().code());
        String message = refusal.getMessage();
        if (message != null) {
            out.name("errorMessage").value(cut(message));
        }
    }

    private static void writeAdditionalData(
            JsonBytes out, @Nullable String keyMaterialId, @Nullable AwsException refusal) {
        String denialId = refusal == null ? null : refusal.denialId();
        if (keyMaterialId == null && denialId == null) {
            return;
        }
        out.name("additionalEventData").beginObject();
        if (keyMaterialId != null) {
            out.name("keyMaterialId").value(keyMaterialId);
        }
        if (denialId != null) {
            out.name("denialId").value(denialId);
        }
        out.endObject();
    }

    private static void writeJson(JsonBytes out, String name, byte @Nullable [] json) {
        out.name(name);
        if (json == null || json.length > PARAMETERS_BYTES_MAX) {
            out.nullValue();
        } else {
            out.raw(json);
        }
    }

    private static void writeResources(JsonBytes out, Invocation call) {
        out.name("resources").beginArray();
        for (Arn resource : call.resources()) {
            out.beginObject();
            out.name("accountId").value(resource.account());
            out.name("type").value(type(resource));
            out.name("ARN").value(resource.toString()).endObject();
        }
        out.endArray();
    }

    private static String type(Arn resource) {
        return resource.service().equals("iam") && resource.resource().startsWith("role/") ? ROLE_TYPE : KEY_TYPE;
    }

    private static void writeTls(JsonBytes out, @Nullable TlsFacts tls, String host) {
        if (tls == null) {
            return;
        }
        out.name("tlsDetails").beginObject();
        out.name("tlsVersion").value(tls.version());
        out.name("cipherSuite").value(tls.cipherSuite());
        out.name("clientProvidedHostHeader").value(cut(host)).endObject();
    }

    /// Returns `2026-11-23T18:41:07Z`.
    private String seconds(Instant time) {
        Second last = second;
        if (last.epoch != time.getEpochSecond()) {
            last = new Second(
                    time.getEpochSecond(), time.truncatedTo(ChronoUnit.SECONDS).toString());
            second = last;
        }
        return last.text;
    }

    static String cut(String text) {
        return text.length() <= TEXT_CHARACTERS_MAX ? text : text.substring(0, TEXT_CHARACTERS_MAX);
    }
}
