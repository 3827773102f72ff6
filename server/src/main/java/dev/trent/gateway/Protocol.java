package dev.trent.gateway;

import dev.trent.aws.AwsError;
import dev.trent.aws.AwsException;
import dev.trent.aws.Call;
import dev.trent.aws.Reply;
import dev.trent.wire.JsonError;
import dev.trent.wire.QueryJson;
import dev.trent.wire.QueryParameters;
import dev.trent.wire.QueryXml;
import dev.trent.wire.XmlText;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The protocol that a call speaks, read before anything in it is verified.
sealed interface Protocol {
    /// The longest operation name that is repeated in a record or an answer.
    int OPERATION_NAME_MAX = 64;

    /// Returns the signing names that may serve the call. A refusal names the first if the scope names another.
    Set<String> services();

    /// Returns the operation that the call names, shortened and cleaned for the record; null if it names none.
    @Nullable
    String operation();

    /// Returns whether the call is meant for the service that its signature is for, if it names a service.
    boolean speaksTo(String service);

    /// Returns the version of the service's API for records; null if records do not name it.
    @Nullable
    String apiVersion();

    /// Returns the refusal of a call that names no operation, or an unknown one.
    AwsException unknownOperation();

    /// Returns a refusal in the call's language.
    Reply refusal(AwsException refusal, String requestId);

    /// Reads the protocol of a call.
    ///
    /// It never refuses. An unreadable call is a call without an operation, and is refused after the check of
    /// its signature.
    static Protocol of(Call call) {
        String target = call.headers().first("x-amz-target");
        if (target != null) {
            return Json.of(target);
        }
        if (Addressed.s3(call)) {
            return S3Request.of(call);
        }
        String type = call.headers().first("content-type");
        boolean form = type != null && type.startsWith("application/x-www-form-urlencoded");
        if (form || (call.method().equals("GET") && call.rawQuery().contains("Action="))) {
            return Query.of(call, form ? new String(call.body(), StandardCharsets.UTF_8) : call.rawQuery());
        }
        if (Addressed.query(call) != null) {
            return Query.of(call, "");
        }
        return new Json(Set.of("kms"), null);
    }

    private static String recordable(String name) {
        String kept = name.length() <= OPERATION_NAME_MAX ? name : name.substring(0, OPERATION_NAME_MAX);
        for (int i = 0; i < kept.length(); i++) {
            char c = kept.charAt(i);
            boolean plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
            // The names of operations have only these characters. So a new text is almost never made.
            kept = plain ? kept : kept.replace(c, '_');
        }
        return kept;
    }

    /// AWS JSON 1.1: KMS and CloudTrail.
    record Json(Set<String> services, @Nullable String operation) implements Protocol {
        static final String CONTENT_TYPE = "application/x-amz-json-1.1";
        private static final String KMS_PREFIX = "TrentService.";
        private static final String CLOUD_TRAIL_PREFIX = "com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101.";

        /// Older clients send this one.
        private static final String CLOUD_TRAIL_PREFIX_SHORT = "CloudTrail_20131101.";

        private static final Set<String> KMS = Set.of("kms");
        private static final Set<String> CLOUD_TRAIL = Set.of("cloudtrail");

        static Json of(String target) {
            if (target.startsWith(KMS_PREFIX)) {
                return new Json(KMS, recordable(target.substring(KMS_PREFIX.length())));
            }
            if (target.startsWith(CLOUD_TRAIL_PREFIX)) {
                return new Json(CLOUD_TRAIL, recordable(target.substring(CLOUD_TRAIL_PREFIX.length())));
            }
            if (target.startsWith(CLOUD_TRAIL_PREFIX_SHORT)) {
                return new Json(CLOUD_TRAIL, recordable(target.substring(CLOUD_TRAIL_PREFIX_SHORT.length())));
            }
            return new Json(KMS, recordable(target));
        }

        @Override
        public AwsException unknownOperation() {
            return AwsError.UNKNOWN_OPERATION.withoutMessage();
        }

        @Override
        public boolean speaksTo(String service) {
            return true;
        }

        @Override
        public @Nullable String apiVersion() {
            return null;
        }

        @Override
        public Reply refusal(AwsException refusal, String requestId) {
            Reply reply = new Reply(refusal.error().status(), CONTENT_TYPE, requestId, JsonError.body(refusal));
            return explained(reply, refusal);
        }
    }

    /// AWS Query: IAM and STS.
    ///
    /// @param parameters the parameters of the form, or of the query string of a presigned call; null if they
    ///     cannot be parsed
    /// @param version the version as given; if none is given, the version of the service that the call is for
    /// @param json whether the caller asked for answers in JSON
    record Query(
            @Nullable QueryParameters parameters, @Nullable String operation, String version, boolean json)
            implements Protocol {
        private static final String XML = "text/xml";
        private static final String JSON = "application/json";
        private static final String IAM_VERSION = "2010-05-08";
        private static final String STS_VERSION = "2011-06-15";
        static final Set<String> STS_OR_IAM = Collections.unmodifiableSet(new LinkedHashSet<>(List.of("sts", "iam")));

        static Query of(Call call, String form) {
            boolean json = Addressed.wantsJson(call);
            String addressed = "iam".equals(Addressed.query(call)) ? IAM_VERSION : "";
            QueryParameters parameters;
            try {
                parameters = QueryParameters.parse(form);
            } catch (AwsException _) {
                return new Query(null, null, addressed, json);
            }
            String version = parameters.get("Version");
            String action = parameters.get("Action");
            return new Query(
                    parameters,
                    action == null ? null : recordable(action),
                    version == null ? addressed : version,
                    json);
        }

        @Override
        public Set<String> services() {
            return STS_OR_IAM;
        }

        @Override
        public AwsException unknownOperation() {
            if (operation == null) {
                return AwsError.MISSING_ACTION.because("Missing Action");
            }
            return AwsError.UNKNOWN_OPERATION.because(
                    "Could not find operation " + operation + " for version " + recordable(version));
        }

        @Override
        public boolean speaksTo(String service) {
            return version.equals(service.equals("iam") ? IAM_VERSION : STS_VERSION);
        }

        @Override
        public String apiVersion() {
            return version.equals(IAM_VERSION) ? IAM_VERSION : STS_VERSION;
        }

        /// Returns the media type of the answers.
        String contentType() {
            return json ? JSON : XML;
        }

        /// Returns the XML namespace of the answers.
        String namespace() {
            return "https://" + (version.equals(IAM_VERSION) ? "iam" : "sts") + ".amazonaws.com/doc/" + apiVersion()
                    + "/";
        }

        @Override
        public Reply refusal(AwsException refusal, String requestId) {
            Reply reply = new Reply(
                    refusal.error().queryStatus(),
                    contentType(),
                    requestId,
                    json ? QueryJson.error(refusal, requestId) : QueryXml.error(refusal, namespace(), requestId));
            return explained(reply, refusal);
        }
    }

    /// S3 in path style. Trent serves the files of trails in it, to be read.
    ///
    /// @param parameters what the operation is about, as its request names it
    /// @param resource bucket and object, as refusals name them
    /// @param reads whether the method is one that reads
    record S3(QueryParameters parameters, @Nullable String operation, String resource, boolean reads)
            implements Protocol {
        private static final Set<String> S3_ALONE = Set.of("s3");
        private static final String XML = "application/xml";

        @Override
        public Set<String> services() {
            return S3_ALONE;
        }

        @Override
        public boolean speaksTo(String service) {
            return service.equals("s3");
        }

        @Override
        public @Nullable String apiVersion() {
            return null;
        }

        @Override
        public AwsException unknownOperation() {
            return AwsError.UNKNOWN_OPERATION.because(
                    reads
                            ? "A header or parameter that you provided implies functionality that is not implemented."
                                    + " Trent serves the files of trails: GetBucketLocation, ListObjects, GetObject."
                            : "The specified method is not allowed against this resource.");
        }

        @Override
        public Reply refusal(AwsException refusal, String requestId) {
            S3Error error = S3Error.of(refusal.error(), reads);
            String message = refusal.getMessage();
            byte[] xml = new XmlText()
                    .open("Error")
                    .element("Code", error.code())
                    .element("Message", message == null ? "" : message)
                    .element("Resource", resource)
                    .element("RequestId", requestId)
                    .close("Error")
                    .bytes();
            return explained(new Reply(error.status(), XML, requestId, xml), refusal);
        }
    }

    private static Reply explained(Reply reply, AwsException refusal) {
        String denialId = refusal.denialId();
        return denialId == null ? reply : reply.with(Reply.DENIAL_ID, denialId);
    }
}
