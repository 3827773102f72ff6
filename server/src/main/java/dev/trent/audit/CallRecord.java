package dev.trent.audit;

import dev.trent.aws.Arn;
import dev.trent.aws.AwsError;
import dev.trent.aws.AwsException;
import dev.trent.aws.TlsFacts;
import dev.trent.call.Invocation;
import dev.trent.wire.JsonBytes;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Writes the CloudTrail record of a call as a line of JSON; safe for many threads.
///
/// Source: AWS CloudTrail User Guide, "CloudTrail record contents for management, data, and network
/// activity events".
public final class CallRecord {
    static final String VERSION = "1.11";

    /// The longest `requestParameters`, and the longest `responseElements`. Source: CloudTrail's bound on both.
    public static final int ELEMENTS_BYTES_MAX = 100 * 1024;

    /// The longest record of a refused call: a caller without any right must not fill the disk.
    static final int REFUSED_BYTES_MAX = 8 * 1024;

    // The rest of the record of a refused call takes less than 7 kB. So identifiers always find room.
    private static final int REFUSED_PARAMETERS_BYTES_MIN = 1024;
    private static final int TEXT_BYTES_MAX = 1024;
    private static final int HEADER_BYTES_MAX = 256;
    private static final int ARN_BYTES_MAX = 700;
    private static final int RESOURCES_MAX = 8;
    private static final int RESOURCES_CHARGED_BYTES = 512;

    private volatile Second second = new Second(Long.MIN_VALUE, "");

    /// A second and its text; thousands of records share it.
    private record Second(long epoch, String text) {}

    /// Writes the record and its line feed.
    ///
    /// @param eventId a lower-case UUID, unique for each record
    /// @return how many bytes a refused call is charged with; see [Allowance]
    public int write(JsonBytes out, Invocation call, String eventId) {
        if (call.refusal() == null) {
            return write(out, call, eventId, ELEMENTS_BYTES_MAX);
        }
        int parametersMax = REFUSED_BYTES_MAX / 2;
        int charged = write(out, call, eventId, parametersMax);
        int excess = out.length() - REFUSED_BYTES_MAX;
        if (excess > 0) {
            int less = Math.max(REFUSED_PARAMETERS_BYTES_MIN, parametersMax - excess);
            charged = write(out.clear(), call, eventId, less);
        }
        return charged;
    }

    /// SAFE: the charge counts all resources as if they had one length. A record names the key of another
    /// account only if the key exists. A caller who counts the calls until the throttling must not learn that.
    private int write(JsonBytes out, Invocation call, String eventId, int parametersMax) {
        int headerMax = call.refusal() == null ? TEXT_BYTES_MAX : HEADER_BYTES_MAX;
        out.beginObject().name("eventVersion").value(VERSION);
        UserIdentity.write(out, call.caller());
        out.name("eventTime").value(seconds(call.time()));
        out.name("eventSource").value(call.event().source());
        out.name("eventName").value(call.event().name());
        out.name("awsRegion").value(JsonBytes.fitting(call.region(), HEADER_BYTES_MAX));
        out.name("sourceIPAddress").value(call.origin().address());
        out.name("userAgent").value(JsonBytes.fitting(call.origin().userAgent(), headerMax));
        writeRefusal(out, call.refusal());
        writeJson(out, "requestParameters", call.requestParameters().within(parametersMax));
        writeJson(out, "responseElements", call.responseElements());
        writeAdditionalData(out, call.keyMaterialId(), call.refusal());
        out.name("requestID").value(call.requestId());
        out.name("eventID").value(eventId);
        out.name("readOnly").value(call.event().readOnly());
        int beforeResources = out.length();
        writeResources(out, call.resources());
        int resourcesBytes = out.length() - beforeResources;
        out.name("eventType").value("AwsApiCall");
        String apiVersion = call.event().apiVersion();
        if (apiVersion != null) {
            out.name("apiVersion").value(apiVersion);
        }
        out.name("managementEvent").value(true);
        out.name("recipientAccountId").value(call.caller().account());
        out.name("eventCategory").value("Management");
        writeTls(out, call.origin().tls(), JsonBytes.fitting(call.origin().host(), headerMax));
        out.endObject().line();
        return Math.min(REFUSED_BYTES_MAX, out.length() - resourcesBytes + RESOURCES_CHARGED_BYTES);
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
        String culprit = refusal == null ? null : refusal.culprit();
        if (keyMaterialId == null && denialId == null && culprit == null) {
            return;
        }
        out.name("additionalEventData").beginObject();
        if (keyMaterialId != null) {
            out.name("keyMaterialId").value(keyMaterialId);
        }
        if (denialId != null) {
            out.name("denialId").value(denialId);
        }
        if (culprit != null) {
            out.name("culprit").value(cut(culprit));
        }
        out.endObject();
    }

    private static void writeJson(JsonBytes out, String name, byte @Nullable [] json) {
        out.name(name);
        if (json == null) {
            out.nullValue();
        } else {
            out.raw(json);
        }
    }

    static void writeResources(JsonBytes out, List<Arn> resources) {
        out.name("resources").beginArray();
        for (Arn resource : resources.subList(0, Math.min(resources.size(), RESOURCES_MAX))) {
            out.beginObject();
            out.name("accountId").value(JsonBytes.fitting(resource.account(), HEADER_BYTES_MAX));
            String type = type(resource);
            if (type != null) {
                out.name("type").value(type);
            }
            out.name("ARN")
                    .value(JsonBytes.fitting(resource.toString(), ARN_BYTES_MAX))
                    .endObject();
        }
        out.endArray();
    }

    /// Returns CloudTrail's type of the resource; null for a resource of another kind.
    private static @Nullable String type(Arn resource) {
        int end = resource.resource().indexOf('/');
        String kind = end < 0 ? resource.resource() : resource.resource().substring(0, end);
        return switch (resource.service()) {
            case "kms" ->
                switch (kind) {
                    case "key" -> "AWS::KMS::Key";
                    case "alias" -> "AWS::KMS::Alias";
                    default -> null;
                };
            case "iam" ->
                switch (kind) {
                    case "role" -> "AWS::IAM::Role";
                    case "user" -> "AWS::IAM::User";
                    case "group" -> "AWS::IAM::Group";
                    case "policy" -> "AWS::IAM::Policy";
                    default -> null;
                };
            default -> null;
        };
    }

    private static void writeTls(JsonBytes out, @Nullable TlsFacts tls, String host) {
        if (tls == null) {
            return;
        }
        out.name("tlsDetails").beginObject();
        out.name("tlsVersion").value(tls.version());
        out.name("cipherSuite").value(tls.cipherSuite());
        out.name("clientProvidedHostHeader").value(host).endObject();
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
        return JsonBytes.fitting(text, TEXT_BYTES_MAX);
    }
}
