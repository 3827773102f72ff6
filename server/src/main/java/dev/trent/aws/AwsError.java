package dev.trent.aws;

/// Every refusal that Trent can answer, with its code and HTTP status in both of AWS's protocols.
///
/// JSON services (KMS, CloudTrail) answer 400 for nearly everything; Query services (IAM, STS) have codes and
/// statuses of their own. Sources: the API models of KMS, CloudTrail, IAM and STS, and recordings made against AWS.
public enum AwsError {
    // The front door
    MISSING_AUTHENTICATION_TOKEN("MissingAuthenticationTokenException", 400, "MissingAuthenticationToken", 403),
    INCOMPLETE_SIGNATURE("IncompleteSignatureException", 400, "IncompleteSignature", 400),
    INVALID_SIGNATURE("InvalidSignatureException", 400, "SignatureDoesNotMatch", 403),
    REQUEST_EXPIRED("InvalidSignatureException", 400, "RequestExpired", 400),
    UNRECOGNIZED_CLIENT("UnrecognizedClientException", 400, "InvalidClientTokenId", 403),
    EXPIRED_TOKEN("ExpiredTokenException", 400, "ExpiredToken", 403),
    UNKNOWN_OPERATION("UnknownOperationException", 400, "InvalidAction", 400),
    MISSING_ACTION("UnknownOperationException", 400, "MissingAction", 400),
    SERIALIZATION("SerializationException", 400, "MalformedInput", 400),
    VALIDATION("ValidationException", 400, "ValidationError", 400),
    REQUEST_TOO_LARGE("RequestEntityTooLargeException", 413, "RequestEntityTooLarge", 413),
    THROTTLING("ThrottlingException", 400, "Throttling", 400),
    SERVICE_UNAVAILABLE("ServiceUnavailable", 503, "ServiceUnavailable", 503),
    ACCESS_DENIED("AccessDeniedException", 400, "AccessDenied", 403),

    // KMS
    ALREADY_EXISTS("AlreadyExistsException", 400),
    CONFLICT("ConflictException", 400),
    CUSTOM_KEY_STORE_NOT_FOUND("CustomKeyStoreNotFoundException", 400),
    DISABLED("DisabledException", 400),
    DRY_RUN_OPERATION("DryRunOperationException", 400),
    EXPIRED_IMPORT_TOKEN("ExpiredImportTokenException", 400),
    INCORRECT_KEY("IncorrectKeyException", 400),
    INCORRECT_KEY_MATERIAL("IncorrectKeyMaterialException", 400),
    INVALID_ARN("InvalidArnException", 400),
    INVALID_CIPHERTEXT("InvalidCiphertextException", 400),
    INVALID_GRANT_ID("InvalidGrantIdException", 400),
    INVALID_GRANT_TOKEN("InvalidGrantTokenException", 400),
    INVALID_IMPORT_TOKEN("InvalidImportTokenException", 400),
    INVALID_KEY_USAGE("InvalidKeyUsageException", 400),
    INVALID_MARKER("InvalidMarkerException", 400),
    KMS_INTERNAL("KMSInternalException", 500, "ServiceFailure", 500),
    KMS_INVALID_MAC("KMSInvalidMacException", 400),
    KMS_INVALID_SIGNATURE("KMSInvalidSignatureException", 400),
    KMS_INVALID_STATE("KMSInvalidStateException", 400),
    LIMIT_EXCEEDED("LimitExceededException", 400, "LimitExceeded", 409),
    MALFORMED_POLICY_DOCUMENT("MalformedPolicyDocumentException", 400, "MalformedPolicyDocument", 400),
    NOT_AUTHORIZED("NotAuthorizedException", 400),
    NOT_FOUND("NotFoundException", 400),
    TAG("TagException", 400),
    UNSUPPORTED_OPERATION("UnsupportedOperationException", 400),

    // CloudTrail
    INVALID_EVENT_CATEGORY("InvalidEventCategoryException", 400),
    INVALID_LOOKUP_ATTRIBUTES("InvalidLookupAttributesException", 400),
    INVALID_MAX_RESULTS("InvalidMaxResultsException", 400),
    INVALID_NEXT_TOKEN("InvalidNextTokenException", 400),
    INVALID_TIME_RANGE("InvalidTimeRangeException", 400),
    CLOUD_TRAIL_ARN_INVALID("CloudTrailARNInvalidException", 400),
    INVALID_EVENT_SELECTORS("InvalidEventSelectorsException", 400),
    INVALID_HOME_REGION("InvalidHomeRegionException", 400),
    INVALID_PARAMETER_COMBINATION("InvalidParameterCombinationException", 400),
    INVALID_S3_BUCKET_NAME("InvalidS3BucketNameException", 400),
    INVALID_S3_PREFIX("InvalidS3PrefixException", 400),
    INVALID_TAG_PARAMETER("InvalidTagParameterException", 400),
    INVALID_TOKEN("InvalidTokenException", 400),
    INVALID_TRAIL_NAME("InvalidTrailNameException", 400),
    MAXIMUM_NUMBER_OF_TRAILS_EXCEEDED("MaximumNumberOfTrailsExceededException", 400),
    RESOURCE_NOT_FOUND("ResourceNotFoundException", 400),
    RESOURCE_TYPE_NOT_SUPPORTED("ResourceTypeNotSupportedException", 400),
    TAGS_LIMIT_EXCEEDED("TagsLimitExceededException", 400),
    TRAIL_ALREADY_EXISTS("TrailAlreadyExistsException", 400),
    TRAIL_NOT_FOUND("TrailNotFoundException", 400),

    // S3, of which Trent serves the files of trails
    NO_SUCH_BUCKET("NoSuchBucket", 404),
    NO_SUCH_KEY("NoSuchKey", 404),

    // IAM and STS, which speak AWS Query only
    CONCURRENT_MODIFICATION("ConcurrentModification", 409),
    CREDENTIAL_REPORT_EXPIRED("ReportExpired", 410),
    CREDENTIAL_REPORT_NOT_PRESENT("ReportNotPresent", 410),
    DELETE_CONFLICT("DeleteConflict", 409),
    ENTITY_ALREADY_EXISTS("EntityAlreadyExists", 409),
    INVALID_AUTHENTICATION_CODE("InvalidAuthenticationCode", 403),
    INVALID_AUTHORIZATION_MESSAGE("InvalidAuthorizationMessageException", 400),
    INVALID_INPUT("InvalidInput", 400),
    INVALID_PARAMETER_VALUE("InvalidParameterValue", 400),
    INVALID_USER_TYPE("InvalidUserType", 400),
    NO_SUCH_ENTITY("NoSuchEntity", 404),
    PACKED_POLICY_TOO_LARGE("PackedPolicyTooLarge", 400),
    PASSWORD_POLICY_VIOLATION("PasswordPolicyViolation", 400);

    private final String code;
    private final int status;
    private final String queryCode;
    private final int queryStatus;

    AwsError(String code, int status) {
        this(code, status, code, status);
    }

    AwsError(String code, int status, String queryCode, int queryStatus) {
        this.code = code;
        this.status = status;
        this.queryCode = queryCode;
        this.queryStatus = queryStatus;
    }

    /// Returns the refusal with its reason.
    ///
    /// @param message AWS's own text where it is known, else one sentence without a class name or a line break
    public AwsException because(String message) {
        return new AwsException(this, message, null);
    }

    /// Returns the refusal without a text, as AWS gives it for, among others, every damaged ciphertext.
    public AwsException withoutMessage() {
        return new AwsException(this, null, null);
    }

    /// Returns the code in AWS JSON, the value of `__type`.
    public String code() {
        return code;
    }

    /// Returns the HTTP status in AWS JSON.
    public int status() {
        return status;
    }

    /// Returns the code in AWS Query.
    public String queryCode() {
        return queryCode;
    }

    /// Returns the HTTP status in AWS Query.
    public int queryStatus() {
        return queryStatus;
    }
}
