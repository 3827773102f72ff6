package dev.trent.audit;

import dev.trent.aws.Arn;
import dev.trent.aws.AwsError;
import dev.trent.aws.AwsException;
import dev.trent.aws.TlsFacts;
import dev.trent.call.Invocation;
import dev.trent.wire.JsonBytes;
import dev.trent.wire.JsonName;
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

    private static final JsonName EVENT_VERSION = JsonName.of("eventVersion");
    private static final JsonName EVENT_TIME = JsonName.of("eventTime");
    private static final JsonName EVENT_SOURCE = JsonName.of("eventSource");
    private static final JsonName EVENT_NAME = JsonName.of("eventName");
    private static final JsonName AWS_REGION = JsonName.of("awsRegion");
    private static final JsonName SOURCE_IP_ADDRESS = JsonName.of("sourceIPAddress");
    private static final JsonName USER_AGENT = JsonName.of("userAgent");
    private static final JsonName REQUEST_ID = JsonName.of("requestID");
    private static final JsonName EVENT_ID = JsonName.of("eventID");
    private static final JsonName READ_ONLY = JsonName.of("readOnly");
    private static final JsonName EVENT_TYPE = JsonName.of("eventType");
    private static final JsonName API_VERSION = JsonName.of("apiVersion");
    private static final JsonName MANAGEMENT_EVENT = JsonName.of("managementEvent");
    private static final JsonName RECIPIENT_ACCOUNT_ID = JsonName.of("recipientAccountId");
    private static final JsonName SHARED_EVENT_ID = JsonName.of("sharedEventID");
    private static final JsonName EVENT_CATEGORY = JsonName.of("eventCategory");
    private static final JsonName ERROR_CODE = JsonName.of("errorCode");
    private static final JsonName ERROR_MESSAGE = JsonName.of("errorMessage");
    private static final JsonName ADDITIONAL_EVENT_DATA = JsonName.of("additionalEventData");
    private static final JsonName KEY_MATERIAL_ID = JsonName.of("keyMaterialId");
    private static final JsonName DENIAL_ID = JsonName.of("denialId");
    private static final JsonName CULPRIT = JsonName.of("culprit");
    private static final JsonName RESOURCES = JsonName.of("resources");
    private static final JsonName ACCOUNT_ID = JsonName.of("accountId");
    private static final JsonName TYPE = JsonName.of("type");
    private static final JsonName ARN = JsonName.of("ARN");
    private static final JsonName TLS_DETAILS = JsonName.of("tlsDetails");
    private static final JsonName TLS_VERSION = JsonName.of("tlsVersion");
    private static final JsonName KEY_EXCHANGE = JsonName.of("keyExchange");
    private static final JsonName CIPHER_SUITE = JsonName.of("cipherSuite");
    private static final JsonName CLIENT_PROVIDED_HOST_HEADER = JsonName.of("clientProvidedHostHeader");
    private static final JsonName FROM_CONSOLE = JsonName.of("sessionCredentialFromConsole");
    private static final JsonName REQUEST_PARAMETERS = JsonName.of("requestParameters");
    private static final JsonName RESPONSE_ELEMENTS = JsonName.of("responseElements");

    private volatile Second second = new Second(Long.MIN_VALUE, "");

    /// A second and its text; thousands of records share it.
    private record Second(long epoch, String text) {}

    /// Writes the record and its line feed.
    ///
    /// @param eventId a lower-case UUID, unique for each record
    /// @return how many bytes a refused call is charged with; see [Allowance]
    public int write(JsonBytes out, Invocation call, String eventId) {
        String account = call.caller().account();
        if (call.refusal() == null) {
            return write(out, call, eventId, account, null, ELEMENTS_BYTES_MAX);
        }
        int parametersMax = REFUSED_BYTES_MAX / 2;
        int charged = write(out, call, eventId, account, null, parametersMax);
        int excess = out.length() - REFUSED_BYTES_MAX;
        if (excess > 0) {
            int less = Math.max(REFUSED_PARAMETERS_BYTES_MIN, parametersMax - excess);
            charged = write(out.clear(), call, eventId, account, null, less);
        }
        return charged;
    }

    /// Writes one of the records of a successful call that concerns several accounts.
    ///
    /// @param account the account that gets this record. If it is not the caller's own, the record does not
    ///     name the caller, and it lists only resources of that account
    /// @param sharedEventId a lower-case UUID, the same in all records of the call
    public void writeShared(JsonBytes out, Invocation call, String eventId, String account, String sharedEventId) {
        var _ = write(out, call, eventId, account, sharedEventId, ELEMENTS_BYTES_MAX);
    }

    /// SAFE: the charge counts all resources as if they had one length. A record names the key of another
    /// account only if the key exists. A caller who counts the calls until the throttling must not learn that.
    private int write(
            JsonBytes out,
            Invocation call,
            String eventId,
            String account,
            @Nullable String sharedEventId,
            int parametersMax) {
        int headerMax = call.refusal() == null ? TEXT_BYTES_MAX : HEADER_BYTES_MAX;
        boolean own = account.equals(call.caller().account());
        out.beginObject().name(EVENT_VERSION).value(VERSION);
        if (own) {
            UserIdentity.write(out, call.caller());
        } else {
            UserIdentity.writeForeign(out, call.caller());
        }
        out.name(EVENT_TIME).value(seconds(call.time()));
        out.name(EVENT_SOURCE).value(call.event().source());
        out.name(EVENT_NAME).value(call.event().name());
        out.name(AWS_REGION).value(JsonBytes.fitting(call.region(), HEADER_BYTES_MAX));
        out.name(SOURCE_IP_ADDRESS).value(call.origin().address());
        out.name(USER_AGENT).value(JsonBytes.fitting(call.origin().userAgent(), headerMax));
        writeRefusal(out, call.refusal());
        writeJson(out, REQUEST_PARAMETERS, call.requestParameters().within(parametersMax));
        writeJson(out, RESPONSE_ELEMENTS, call.responseElements());
        writeAdditionalData(out, call);
        out.name(REQUEST_ID).value(call.requestId());
        out.name(EVENT_ID).value(eventId);
        out.name(READ_ONLY).value(call.event().readOnly());
        int beforeResources = out.length();
        writeResources(out, own ? call.resources() : of(account, call.resources()));
        int resourcesBytes = out.length() - beforeResources;
        out.name(EVENT_TYPE).value("AwsApiCall");
        String apiVersion = call.event().apiVersion();
        if (apiVersion != null) {
            out.name(API_VERSION).value(apiVersion);
        }
        out.name(MANAGEMENT_EVENT).value(true);
        out.name(RECIPIENT_ACCOUNT_ID).value(account);
        if (sharedEventId != null) {
            out.name(SHARED_EVENT_ID).value(sharedEventId);
        }
        out.name(EVENT_CATEGORY).value("Management");
        writeTls(out, call.origin().tls(), JsonBytes.fitting(call.origin().host(), headerMax));
        if (own && call.caller().session() != null && call.caller().session().fromConsole()) {
            // CloudTrail has this value as a text, and leaves it out otherwise.
            out.name(FROM_CONSOLE).value("true");
        }
        out.endObject().line();
        return Math.min(REFUSED_BYTES_MAX, out.length() - resourcesBytes + RESOURCES_CHARGED_BYTES);
    }

    private static void writeRefusal(JsonBytes out, @Nullable AwsException refusal) {
        if (refusal == null) {
            return;
        }
        boolean denied = refusal.error() == AwsError.ACCESS_DENIED;
        out.name(ERROR_CODE).value(denied ? "AccessDenied" : refusal.error().code());
        String message = refusal.getMessage();
        if (message != null) {
            out.name(ERROR_MESSAGE).value(cut(message));
        }
    }

    private static List<Arn> of(String account, List<Arn> resources) {
        return resources.stream()
                .filter(resource -> resource.account().equals(account))
                .toList();
    }

    private static void writeAdditionalData(JsonBytes out, Invocation call) {
        String keyMaterialId = call.keyMaterialId();
        AwsException refusal = call.refusal();
        String denialId = refusal == null ? null : refusal.denialId();
        String culprit = refusal == null ? null : refusal.culprit();
        if (keyMaterialId == null
                && denialId == null
                && culprit == null
                && call.details().isEmpty()) {
            return;
        }
        out.name(ADDITIONAL_EVENT_DATA).beginObject();
        call.details().forEach((name, value) -> out.name(name).value(cut(value)));
        if (keyMaterialId != null) {
            out.name(KEY_MATERIAL_ID).value(keyMaterialId);
        }
        if (denialId != null) {
            out.name(DENIAL_ID).value(denialId);
        }
        if (culprit != null) {
            out.name(CULPRIT).value(cut(culprit));
        }
        out.endObject();
    }

    private static void writeJson(JsonBytes out, JsonName name, byte @Nullable [] json) {
        out.name(name);
        if (json == null) {
            out.nullValue();
        } else {
            out.raw(json);
        }
    }

    static void writeResources(JsonBytes out, List<Arn> resources) {
        out.name(RESOURCES).beginArray();
        for (Arn resource : resources.subList(0, Math.min(resources.size(), RESOURCES_MAX))) {
            out.beginObject();
            // The ARNs of S3 have no account.
            if (!resource.account().isEmpty()) {
                out.name(ACCOUNT_ID).value(JsonBytes.fitting(resource.account(), HEADER_BYTES_MAX));
            }
            String type = type(resource);
            if (type != null) {
                out.name(TYPE).value(type);
            }
            out.name(ARN)
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
                    // CloudTrail has one type for both.
                    case "key", "alias" -> "AWS::KMS::Key";
                    default -> null;
                };
            case "cloudtrail" -> kind.equals("trail") ? "AWS::CloudTrail::Trail" : null;
            case "s3" -> end < 0 ? "AWS::S3::Bucket" : "AWS::S3::Object";
            case "iam" ->
                switch (kind) {
                    case "role" -> "AWS::IAM::Role";
                    case "user" -> "AWS::IAM::User";
                    case "group" -> "AWS::IAM::Group";
                    case "policy" -> "AWS::IAM::Policy";
                    case "mfa" -> "AWS::IAM::VirtualMFADevice";
                    default -> null;
                };
            default -> null;
        };
    }

    static void writeTls(JsonBytes out, @Nullable TlsFacts tls, String host) {
        if (tls == null) {
            return;
        }
        out.name(TLS_DETAILS).beginObject();
        out.name(TLS_VERSION).value(tls.version());
        out.name(CIPHER_SUITE).value(tls.cipherSuite());
        out.name(CLIENT_PROVIDED_HOST_HEADER).value(host);
        if (tls.keyExchange() != null) {
            out.name(KEY_EXCHANGE).value(tls.keyExchange());
        }
        out.endObject();
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
